// SPDX-License-Identifier: MIT OR Apache-2.0
// usage: node build.mjs OUTDIR
// Writes the page's program and styles, app.js and app.css, and notices.txt, the licences of what is in them. The same
// sources give the same bytes. Nothing outside this folder is read.
import { build } from "esbuild";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const most_bytes = 120 * 1024;

// Ways from a text to markup or code. Text from packages is in this page, so the bundle has none of them.
const sinks = /innerHTML|outerHTML|insertAdjacentHTML|document\s*\.\s*write|\beval\b|new\s+Function/;

// Preact can set markup on request. Renaming the property that it would use turns that into setting a field nobody reads.
const walled_up = { innerHTML: "_no_markup" };

// Properties of the page's own values, which nobody else reads: no report and no browser has any of that name.
const own = ["model", "report", "route", "params", "slugs", "findings_of", "by_fingerprint", "by_slug", "by_id", "dominated", "current",
  "facets", "noun", "example", "expression", "outside", "followers", "on_close", "on_dialog", "set_dialog"];

function fail(message) {
  process.stderr.write(`build.mjs: ${message}\n`);
  process.exit(1);
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
}

const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const inside = Object.keys(manifest.dependencies).filter((name) => name !== "esbuild").sort();
const notices = inside.map((name) => notice(join(here, "node_modules", name))).join("\n");

// The names of the packages that the bundle holds files of, sorted.
function packages(inputs) {
  const found = Object.keys(inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll("\\", "/"))?.[1]);
  return [...new Set(found.filter(Boolean))].sort();
}

const outdir = process.argv[2];
if (!outdir || process.argv.length !== 3) fail("usage: node build.mjs OUTDIR");

const result = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.tsx" },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  tsconfigRaw: {},  // its JSX is for checking types; plain calls are shorter
  jsx: "transform",
  jsxFactory: "jsx_element",
  jsxFragment: "jsx_fragment",
  inject: ["src/jsx.ts"],
  mangleProps: new RegExp(`^(?:innerHTML|${own.join("|")})$`),
  mangleCache: walled_up,
  outdir,
  metafile: true,
  write: false,
  logLevel: "warning",
}).catch(() => process.exit(1));

// Names of custom properties are for people.
const style = result.outputFiles.find(({ path }) => path.endsWith(".css")).text;
const properties = [...new Set(style.match(/--[a-z-]+(?=:)/g))].sort();
const shortened = (text) =>
  text.replace(/--[a-z-]+/g, (name) => (properties.includes(name) ? `--${properties.indexOf(name).toString(36)}` : name));

let bytes = 0;
mkdirSync(outdir, { recursive: true });
for (const { path, text: whole } of result.outputFiles) {
  const text = shortened(whole);
  const sink = sinks.exec(text);
  if (sink) fail(`\`${sink[0]}\` is in the bundle, and nothing in the page may turn text into markup or code`);
  if (/<\/(?:script|style)|<!--/i.test(text)) fail("the bundle holds what would end its own element in the page");
  bytes += Buffer.byteLength(text);
  writeFileSync(path, text);
}
if (bytes > most_bytes) fail(`the bundle has ${bytes} bytes, more than the ${most_bytes} allowed`);
const bundled = packages(result.metafile.inputs);
if (bundled.join() !== inside.join()) fail(`the bundle holds ${bundled.join(", ")}, and package.json names ${inside.join(", ")}`);
writeFileSync(join(outdir, "notices.txt"), notices);
process.stdout.write(`${bytes} of at most ${most_bytes} bytes\n`);
