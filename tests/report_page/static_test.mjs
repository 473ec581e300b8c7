// SPDX-License-Identifier: MIT OR Apache-2.0
// Without its program the page still tells every error and warning: with scripts off, under a host's policy, on paper.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { assert_quiet, close_browser, installed, open } from "./browser.mjs";
import { audited, example_arguments, folder, page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";
import { write_workspace } from "./workspace.mjs";

after(close_browser);

const example = audited("example", ...example_arguments);
const large = audited("large", ...write_workspace(`${folder}/large`, sample(600)));

/** Findings of the page's own data, read as the page reads them, without its program. */
async function told(file, levels) {
  const page = await open(file, { fragment: "#/findings" });
  const found = await page.evaluate((wanted) => [...document.querySelectorAll("#view .card")]
    .filter((card) => wanted.some((level) => card.classList.contains(level))).map((card) => card.querySelector("a.finding").textContent), levels);
  await page.context().close();
  assert.ok(found.length > 0);
  return found;
}

const plain = (text) => text.replace(/\s+/g, "");

function assert_holds(text, messages) {
  const whole = plain(text);
  assert.deepEqual(messages.filter((message) => !whole.includes(plain(message))), []);
}

for (const [name, file] of [["the example", example], ["600 packages", large]])
  test(`with scripts off every error and warning of ${name} can be read`, async () => {
    const messages = await told(file, ["error", "warning"]);
    const page = await open(file, { javascript: false });
    assert_holds(await page.locator("body").innerText(), messages);
    assert_quiet(page);
  });

test("under Jenkins' policy every error and warning can be read", async () => {
  const messages = await told(example, ["error", "warning"]);
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'self';" });
    answer.end(readFileSync(example));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const page = await open(example, { javascript: false });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  assert_holds(await page.locator("body").innerText(), messages);
  server.close();
});

test("on paper every error and warning stands, from any view of the interactive page", async () => {
  const messages = await told(example, ["error", "warning"]);
  const page = await open(example, { fragment: "#/packages?open=package/time@0.1.45" });
  await page.emulateMedia({ media: "print" });
  assert_holds(await page.locator("body").innerText(), messages);
  assert.equal(await page.locator("#app").isVisible(), false);
  const pdf = await page.pdf();
  assert.ok(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length >= 2, "the findings take more than a page");
  assert_quiet(page);
});

test("when the data cannot be read the static part comes back, with the reason", async () => {
  const file = page_with("broken", sample(3));
  const { writeFileSync } = await import("node:fs");
  writeFileSync(file, readFileSync(file, "utf8").replace(/(id="plimsoll-data">).{30}/, "$1"));
  const page = await open(file, { javascript: false });
  await page.context().close();
  const { chromium } = installed("playwright-core");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const other = await browser.newPage();
  await other.goto(`file://${file}`);
  await other.getByText("could not start").waitFor();
  assert.ok(await other.locator("#static h1").isVisible());
  await browser.close();
});

test("html-validate finds nothing in the file", async () => {
  const { HtmlValidate } = installed("html-validate");
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "no-inline-style": "error", "long-title": "off" } });
  for (const file of [example, large]) {
    const { results } = await validator.validateString(readFileSync(file, "utf8"));
    assert.deepEqual(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`)).slice(0, 10), []);
  }
});

test("a JSON report that is dropped onto the page takes its place", async () => {
  const page = await open(example);
  const report = sample(30);
  report.workspace.name = "dropped-here";
  const drop = (text) => page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "other.json", { type: "application/json" }));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  }, text);
  await drop(JSON.stringify(report));
  await page.locator(".workspace", { hasText: "dropped-here" }).waitFor();
  await drop("{}");
  await page.getByText("no JSON report of Plimsoll").waitFor();
  assert.equal(await page.locator(".workspace").textContent(), "dropped-here", "what is no report changes nothing");
  assert_quiet(page);
});

test("the same workspace gives the same bytes", () => {
  const again = audited("again", ...example_arguments);
  assert.ok(readFileSync(again).equals(readFileSync(example)));
});
