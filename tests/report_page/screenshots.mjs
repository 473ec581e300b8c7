// SPDX-License-Identifier: MIT OR Apache-2.0
// Pictures of every view of the example's page, in both colour schemes, wide and narrow, for the eye.
// usage: node screenshots.mjs FOLDER
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { close_browser, everywhere, open, visit } from "./browser.mjs";
import { audited, example_arguments, page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const beside = ["#/package/time@0.1.45", "#/findings?level=error"];
const pages = { example: audited("example", ...example_arguments), sample: page_with("sample", sample(600, { base: true })) };

for (const [name, file] of Object.entries(pages))
  for (const dark of [false, true])
    for (const [width, height] of [[1280, 800], [360, 740]]) {
      const page = await open(file, { dark, width, height });
      for (const fragment of [...everywhere, ...(name === "example" ? beside : [])]) {
        await visit(page, fragment);
        await page.waitForTimeout(250);
        const words = fragment.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "");
        await page.screenshot({ path: join(folder, `${name}-${words}-${dark ? "dark" : "light"}-${width}.png`) });
      }
      await page.context().close();
    }

const printed = await open(pages.example);
await printed.pdf({ path: join(folder, "example-printed.pdf") });
copyFileSync(pages.example, join(folder, "example.html"));
await close_browser();
