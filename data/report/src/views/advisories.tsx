// SPDX-License-Identifier: MIT OR Apache-2.0
import { useMemo } from "preact/hooks";
import type { Model } from "../data/model";
import { package_of, slug_text } from "../data/model";
import type { Finding } from "../data/report";
import { levels, reaches } from "../data/report";
import { use_page } from "../page";
import { Section } from "../parts/section";
import type { Facet } from "../parts/filters";
import { facet } from "../parts/filters";
import { containing, Listing } from "../parts/listing";
import { Message } from "../parts/text";
import type { Column } from "../parts/table";
import { level_cell, numbers, opening, reach_cell, words } from "../parts/table";
import { database_text } from "../parts/wording";
import { FindingTitle, severity_text } from "./finding_card";

const facets: Facet<Finding>[] = [
  facet("kind", "Kind", ({ advisory }) => [advisory?.kind || "unknown"]),
  facet("level", "Level", ({ level }) => [level], levels),
  facet("reach", "Reach", ({ reach }) => (reach ? [reach] : []), reaches),
];

const columns_of = (model: Model): Column<Finding>[] => [
  words("id", "Advisory", ({ advisory }) => advisory?.id ?? "", ({ advisory, fingerprint }) => opening("finding", fingerprint, advisory?.id ?? "")),
  words("name", "Package", (one) => slug_text(model, package_of(model, one))),
  words("level", "Level", ({ level }) => level, ({ level }) => level_cell(level)),
  words("kind", "Kind", ({ advisory }) => advisory?.kind ?? ""),
  numbers("severity", "Severity", ({ advisory }) => advisory?.score ?? 0, severity_text),
  words("reach", "Reach", ({ reach }) => reach ?? "", ({ reach }) => reach_cell(reach)),
  words("patched", "Patched in", ({ advisory, notes }) => advisory?.patched.join(", ") || (notes.find((note) => note.startsWith("fixed in "))?.slice(9) ?? "")),
  words("title", "About", ({ advisory, message }) => advisory?.title ?? message),
];

export function Advisories() {
  const { model } = use_page();
  const { report } = model;
  const all = useMemo(() => report.findings.filter(({ advisory }) => advisory), [model]);
  const columns = useMemo(() => columns_of(model), [model]);
  const unmade = report.gaps.filter(({ rule }) => report.rules.some((one) => one.name === rule && one.group === "advisories"));
  const yanked = report.findings.filter(({ group, advisory }) => group === "advisories" && !advisory);
  return (
    <>
      <h1>Advisories</h1>
      <p class="lead">Checked against {database_text(report)}{report.advisory_database?.commit ? `, commit ${report.advisory_database.commit.slice(0, 12)}` : ""}.</p>
      {unmade.length > 0 && <p class="warned">Not checked in full: {[...new Set(unmade.map(({ rule }) => rule))].map((rule) => <code key={rule}>{rule} </code>)}– <Message text={unmade[0]?.reason ?? ""} /></p>}
      {all.length === 0 ? <p class="empty">{unmade.length > 0 ? "Nothing can be said." : "No package of this workspace is named by an advisory."}</p>
        : <Listing label="Advisories" kind="advisories" columns={columns} all={all} facets={facets} noun="advisory finding" example="RUSTSEC-2024"
          search={containing(({ advisory, message }) => `${advisory?.id} ${advisory?.aliases.join(" ")} ${message}`)} />}
      {yanked.length > 0 && (
        <Section title="Yanked versions" count={yanked.length}>
          <ul>{yanked.map((one) => <li key={one.fingerprint} class="item row"><FindingTitle finding={one} /></li>)}</ul>
        </Section>
      )}
    </>
  );
}
