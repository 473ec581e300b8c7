// SPDX-License-Identifier: MIT OR Apache-2.0
// Pages to test: written by the program, some of them with another report in their data block.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { pack } from "./pack.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** The example of the repository. */
export const example = join(root, "examples/harbor");
export const program = process.env.PLIMSOLL ?? join(root, "build/dev/src/plimsoll");

/** A folder that goes away with the process. */
export const folder = mkdtempSync(join(tmpdir(), "plimsoll-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Runs an audit that writes a page, and returns the page's file. */
export function audited(name, ...args) {
  const page = join(folder, `${name}.html`);
  const { status, stderr } = spawnSync(program, ["audit", "--offline", "--host", "x86_64-unknown-linux-gnu", "--report", page, ...args],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (![0, 1, 4].includes(status)) throw new Error(`the audit ended with ${status}: ${stderr}`);
  return page;
}

/** Audits it from what the repository holds. */
export const example_arguments = ["--manifest-path", join(example, "Cargo.toml"), "--facts", join(example, "facts.json")];

let shell;

/** The program's page with another report in it. */
export function page_with(name, report) {
  shell ??= readFileSync(audited("shell", ...example_arguments), "utf8");
  const data = deflateRawSync(JSON.stringify(pack(report)), { level: 9 }).toString("base64");
  const text = shell.replace(/(<script type="application\/octet-stream" id="plimsoll-data">)[^<]*/, (_, head) => head + data);
  if (text === shell) throw new Error("the program's page has no data block");
  const page = join(folder, `${name}.html`);
  writeFileSync(page, text);
  return page;
}
