// SPDX-License-Identifier: MIT OR Apache-2.0
import type { Model } from "../data/model";
import { source_word } from "../data/model";
import { filter_packages } from "../data/query";
import type { Level, Package } from "../data/report";
import { levels, reaches } from "../data/report";
import { remembered } from "../data/remembered";
import { use_page } from "../page";
import type { Facet } from "../parts/filters";
import { facet } from "../parts/filters";
import { Listing } from "../parts/listing";
import type { Column } from "../parts/table";
import { element, level_cell, numbers, opening, reach_cell, words } from "../parts/table";
import { counted, seconds_text } from "../parts/wording";

export interface Row {
  ix: number;
  slug: string;
  one: Package;
  users: number;
  worst: Level | undefined;
  found: number;
}

/** Each package's row is one object as long as the model lives, so that tables know rows again. */
export const rows_of = remembered((model: Model) =>
  model.packages.map((one, ix): Row => {
    const findings = (model.findings_of[ix] ?? []).filter(({ excused }) => !excused);
    const worst = levels.find((level) => findings.some((finding) => finding.level === level));
    return { ix, slug: model.slugs[ix] ?? "", one, users: one.users, worst, found: findings.length };
  }),
);

export const name_column: Column<Row> = words("name", "Package", ({ one }) => `${one.name} ${one.version}`, ({ one, slug }) => opening("package", slug, one.name, " ", element("span", "version", one.version)));
export const cost_column: Column<Row> = numbers("cost", "Compile", ({ one }) => one.cost_seconds ?? 0, ({ one }) => (one.cost_seconds ? element("span", one.cost_measured ? "" : "estimate", seconds_text(one.cost_seconds)) : ""));
export const users_column: Column<Row> = numbers("users", "Users", ({ users }) => users);

export function build_time_words(one: Package): string {
  return [one.proc_macro && "proc macro", one.build_script && "build script"].filter(Boolean).join(", ");
}

const weight = { error: 3, warning: 2, note: 1 } as const;

const columns: Column<Row>[] = [
  name_column,
  words("reach", "Reach", ({ one }) => one.reach, ({ one }) => reach_cell(one.reach)),
  numbers("findings", "Findings", ({ worst, found }) => (worst ? weight[worst] * 1000 + found : 0), ({ worst, found }) => (worst ? level_cell(worst, found) : "")),
  cost_column,
  numbers("owned", "Takes with it", ({ one }) => one.owned?.packages ?? 0, ({ one }) => (one.owned && one.owned.packages > 1 ? counted(one.owned.packages - 1, "package") : "")),
  users_column,
  numbers("features", "Features on", ({ one }) => one.features.length),
  words("code", "Runs at build", ({ one }) => build_time_words(one)),
  words("licence", "Licence", ({ one }) => one.license ?? "", ({ one }) => one.license ?? (one.member ? "" : "none told")),
];

const facets: Facet<Row>[] = [
  facet("reach", "Reach", ({ one }) => [one.reach], reaches),
  facet("kind", "Kind", ({ one }) => [one.member ? "member" : one.direct ? "direct" : "brought in"], ["member", "direct", "brought in"]),
  facet("runs", "Runs at build", ({ one }) => [...(one.build_script ? ["build script"] : []), ...(one.proc_macro ? ["proc macro"] : [])]),
  facet("source", "Source", ({ one }) => [source_word(one)], ["registry", "git", "path"]),
  facet("copies", "Copies", ({ one }) => (one.duplicate ? ["several versions"] : [])),
  facet("found", "Findings", ({ worst }) => (worst ? [worst] : []), levels),
];

export function Packages() {
  const { model } = use_page();
  const all = rows_of(model);
  const search = (sorted: Row[], query: string) => filter_packages(model, sorted.map(({ ix }) => ix), query).map((ix) => all[ix]!);
  return (
    <>
      <h1>Packages</h1>
      <Listing label="Packages" kind="packages" columns={columns} all={all} facets={facets} search={search} example="tls, via:reqwest, has:build-script, license:MPL*, -windows" noun="package" order="name" />
    </>
  );
}
