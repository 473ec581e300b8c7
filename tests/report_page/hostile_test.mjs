// SPDX-License-Identifier: MIT OR Apache-2.0
// A workspace whose every string tries to become more than text.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { assert_quiet, close_browser, everywhere, open, visit } from "./browser.mjs";
import { audited, folder, page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";
import { write_workspace } from "./workspace.mjs";

after(close_browser);

const attacks = ["</script><img src=x onerror=alert(1)>", "<!--<script>alert(2)</script>", "\"><svg onload=alert(3)>", "javascript:alert(4)", "'}]);alert(5)//",
  "{{policy}}{{data}}", "\u2028alert(6)\u2029", "<style>*{display:none}</style>", "<base href=https://example.org/>", "<meta http-equiv=refresh content=0>", "&lt;b&gt;",
  "\u202Egnp.exe", "a".repeat(3000), "<iframe srcdoc='<script>alert(7)</script>'>", "constructor", "__proto__", "\u0000\u0007\u001b]8;;x", "`<b>` and `</code>`"];

let next = 0;
const attack = () => attacks[next++ % attacks.length];

/** The value with every text in it made hostile, but for those under `kept` names. */
function poisoned(value, kept, name = "") {
  if (typeof value === "string") return kept.has(name) ? value : `${value.slice(0, 12)}${attack()}`;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, kept, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poisoned(one, kept, key)]));
}

const allowed = new Set(("A ASIDE BODY BUTTON CODE DD DEL DETAILS DIALOG DIV DL DT EM FIELDSET FIGCAPTION FIGURE H1 H2 H3 H4 HEADER I INPUT INS KBD LABEL LEGEND LI MAIN NAV OL " +
  "OPTION P PRE SECTION SELECT SMALL SPAN STRONG SUMMARY TABLE CAPTION TBODY TD TH THEAD TR UL svg g path rect circle text title").split(" "));

/** Elements that no part of the page makes, handlers, and links to anywhere but https and this page. */
const strangers = (page) => page.evaluate((known) => [...document.querySelectorAll("#app *")].flatMap((one) => [
  ...(known.includes(one.tagName) ? [] : [one.tagName]),
  ...[...one.attributes].filter(({ name }) => name.startsWith("on") || name === "srcdoc" || name === "style" && one.tagName === "SCRIPT").map(({ name }) => name),
  ...(one.tagName === "A" && !/^(#|https:\/\/)/.test(one.getAttribute("href")) ? [one.outerHTML.slice(0, 200)] : []),
]), [...allowed]);

async function attack_page(file) {
  const page = await open(file);
  const title = await page.title();
  for (const fragment of everywhere) {
    await visit(page, fragment);
    assert.deepEqual(await strangers(page), [], fragment);
    const link = page.locator("#view [data-open]").first();
    if (!(await link.count())) continue;
    await link.evaluate((one) => one.click());
    await page.waitForTimeout(60);
    assert.deepEqual(await strangers(page), [], `beside ${fragment}`);
    await page.keyboard.press("Escape");
  }
  for (const text of attacks.slice(0, 6)) {
    await visit(page, `#/packages?q=${encodeURIComponent(text)}&open=${encodeURIComponent(text)}`);
    assert.deepEqual(await strangers(page), []);
  }
  assert.ok((await page.title()).startsWith(title.slice(0, 4)));
  assert_quiet(page);
  return page;
}

test("a report whose every string tries makes nothing but text", async () => {
  const kept = new Set(["rule", "level", "verdict", "reach", "kind", "mode", "change", "side", "fingerprint", "id", "package", "by", "paths", "group", "fail_on"]);
  await attack_page(page_with("poisoned", poisoned(sample(60, { base: true }), kept)));
});

test("a report whose every name and key tries makes nothing but text", async () => {
  await attack_page(page_with("poisoned-keys", poisoned(sample(40, { base: true }), new Set())));
});

test("a workspace whose texts try makes a page of text, with and without its program", async () => {
  const report = sample(60);
  for (const one of report.packages) {
    one.description = attack();
    one.license = attack();
    one.repository = `https://example.org/${attack()}`;
    if (one.links) one.links = attack();
  }
  const victims = report.packages.slice(20, 20 + attacks.length);
  const advisories = victims.map(({ name }, at) => ({ id: `RUSTSEC-2025-${1000 + at}`, name, title: attacks[at].replaceAll("\n", " ") || "x",
    description: `${attacks[at]}\n\n[a link](javascript:alert(8)) ![x](https://example.org/x.png) <${attacks[at]}>\n\n    ${attacks[at]}\n\n* ${attacks[at]}`, url: attacks[at] }));
  const file = audited("hostile", ...write_workspace(`${folder}/hostile`, report, advisories));
  assert.equal(readFileSync(file, "utf8").match(/<script/g).length, 2, "the page's own script and its data");
  await attack_page(file);
  const bare = await open(file, { javascript: false });
  assert.deepEqual(await bare.evaluate(() => [...document.querySelectorAll("#static img, #static script, #static style, #static iframe, #static svg, #static base, #static meta")].length), 0);
  assert_quiet(bare);
});
