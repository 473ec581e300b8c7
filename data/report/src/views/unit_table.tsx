// SPDX-License-Identifier: MIT OR Apache-2.0
import type { Bar } from "../data/build";
import { kind_words } from "../data/build";
import { use_page } from "../page";
import type { Column } from "../parts/table";
import { numbers, opening, Table, words } from "../parts/table";
import { seconds_text } from "../parts/wording";

export function UnitTable({ bars }: { bars: Bar[] }) {
  const { model } = use_page();
  const columns: Column<Bar>[] = [
    words("name", "Package", ({ label }) => label, (bar) => opening("package", model.slugs[bar.package] ?? "", bar.label)),
    words("kind", "Kind", ({ kind }) => kind_words[kind]),
    numbers("start", "Starts at", ({ start }) => start, ({ start }) => seconds_text(start)),
    numbers("takes", "Takes", ({ start, end }) => end - start, ({ start, end }) => seconds_text(end - start)),
    words("waited", "On the longest chain", ({ critical }) => (critical ? "yes" : "")),
    words("evidence", "Time is", ({ measured }) => (measured ? "measured" : "estimated")),
  ];
  return <Table label="Units of the build" kind="units" columns={columns} rows={bars} noun="unit" />;
}
