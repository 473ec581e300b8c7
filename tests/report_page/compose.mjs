// SPDX-License-Identifier: MIT OR Apache-2.0
// A page made from a JSON report and a bundle, without the program, for looking at the page while it is written.
// usage: node compose.mjs REPORT.json BUNDLE_DIR PAGE.html
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export function compose(report, bundle) {
  const script = readFileSync(join(bundle, "app.js"), "utf8");
  const style = readFileSync(join(bundle, "app.css"), "utf8");
  const policy =
    `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; ` +
    `form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
  const data = deflateRawSync(JSON.stringify(report)).toString("base64");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Plimsoll</title>
<style>${style}</style>
<script>${script}</script>
</head>
<body>
<div id="static"><header><h1>The static part</h1></header><main><p>Composed without the program.</p></main></div>
<script type="application/octet-stream" id="plimsoll-data">${data}</script>
</body>
</html>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , report, bundle, page] = process.argv;
  writeFileSync(page, compose(JSON.parse(readFileSync(report, "utf8")), bundle));
}
