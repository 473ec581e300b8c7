// SPDX-License-Identifier: MIT OR Apache-2.0
// How the bundle is made: locked, without addresses, without a way from text to code; and that the checks of that bite.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { audited, example_arguments } from "./pages.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const source = resolve(here, "../../data/report");
const page = readFileSync(audited("bundle", ...example_arguments), "utf8");
const [, script] = page.match(/<script>([^]*?)<\/script>/);

test("the lists of locked packages name no address to download from", () => {
  for (const file of [join(source, "package-lock.json"), join(here, "package-lock.json")]) {
    const { packages } = JSON.parse(readFileSync(file, "utf8"));
    for (const [name, entry] of Object.entries(packages)) {
      assert.equal(entry.resolved, undefined, `${name} in ${file}`);
      if (name) assert.match(entry.integrity, /^sha512-/, `${name} in ${file}`);
    }
  }
});

test("the page's program has no way from text to markup or code", () => {
  assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|importScripts|fetch\(|XMLHttpRequest|WebSocket|localStorage/);
});

test("the page has one program, and its policy names that and nothing else", () => {
  const [, policy] = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'sha256-[^']+'(;|$)/);
  assert.match(policy, /require-trusted-types-for 'script'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
});

test("the licences of what is in the page are in the page", () => {
  assert.match(page, /<pre id="notices"[^>]*>[^<]*preact[^<]*MIT/);
});
