// SPDX-License-Identifier: MIT OR Apache-2.0
import { useMemo } from "preact/hooks";
import type { Model } from "../data/model";
import { name_of, package_of } from "../data/model";
import { filter_findings } from "../data/query";
import type { Finding } from "../data/report";
import { levels, reaches } from "../data/report";
import { use_page } from "../page";
import { Section } from "../parts/section";
import { Cards } from "../parts/cards";
import type { Facet } from "../parts/filters";
import { Chips, facet, faceted, Facets, FilterField } from "../parts/filters";
import { area_text, counted, lookup } from "../parts/wording";
import { with_params } from "../route";
import { FindingCard } from "./finding_card";

const facets: Facet<Finding>[] = [
  facet("level", "Level", ({ level }) => [level], levels),
  facet("area", "Area", ({ group }) => [group], undefined, area_text),
  facet("rule", "Rule", ({ rule }) => [rule]),
  facet("kind", "Advisory", ({ advisory }) => (advisory ? [advisory.kind] : [])),
  facet("reach", "Reach", ({ reach }) => (reach ? [reach] : []), reaches),
  facet("status", "Since the base", ({ status }) => (status ? [status] : [])),
  facet("cure", "Cure", (one) => [one.fix ? (one.fix.safe ? "safe fix" : "fix to review") : "by hand"]),
];

const groupings: Record<string, (model: Model, finding: Finding) => string> = {
  level: (_, { level }) => level,
  area: (_, { group }) => area_text(group),
  rule: (_, { rule }) => rule,
  package: (model, finding) => name_of(model, package_of(model, finding)) || "the workspace",
  member: (model, finding) => name_of(model, model.by_id.get(finding.paths[0]?.[0] ?? "")) || "the workspace",
  file: (_, { location }) => location?.file ?? "no file",
};

function Grouping() {
  const { route, go } = use_page();
  return (
    <label class="choice">
      <span>Group by</span>
      <select value={route.params.group ?? "level"} onChange={(event) => go(with_params(route, { group: event.currentTarget.value === "level" ? undefined : event.currentTarget.value }))}>
        {Object.keys(groupings).map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    </label>
  );
}

function grouped(model: Model, findings: Finding[], by: string): [string, Finding[]][] {
  const title_of = lookup(groupings, by) ?? groupings.level!;
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const title = title_of(model, one);
    const known = groups.get(title);
    if (known) known.push(one);
    else groups.set(title, [one]);
  }
  return [...groups];
}

/** All of a kind, under what narrows and groups them. */
export function FindingList({ all, none }: { all: Finding[]; none: string }) {
  const { model, route: { params } } = use_page();
  const searched = useMemo(() => filter_findings(model, all, params.q ?? ""), [all, params.q]);
  const shown = faceted(searched, facets, params);
  const groups = useMemo(() => grouped(model, shown, params.group ?? "level"), [searched, JSON.stringify(params)]);
  if (all.length === 0) return <p class="empty">{none}</p>;
  return (
    <>
      <div class="filters">
        <FilterField label="Filter findings" example="openssl, level:error, via:reqwest, -windows" />
        <Grouping />
      </div>
      <Facets items={searched} facets={facets} />
      <Chips facets={facets} />
      <p class="shown" role="status">{shown.length === all.length ? counted(all.length, "finding") : `${shown.length} of ${counted(all.length, "finding")}`}</p>
      {shown.length === 0 && <p class="empty">No finding is left by these filters.</p>}
      {groups.map(([title, findings]) => (
        <Section key={title} title={title} count={findings.length}>
          <Cards items={findings} label={title}>{(finding) => <FindingCard key={finding.fingerprint} finding={finding} />}</Cards>
        </Section>
      ))}
    </>
  );
}

export function Findings() {
  const { model: { report } } = use_page();
  return (
    <>
      <h1>Findings</h1>
      <FindingList all={report.findings} none={`Nothing was found.${report.gaps.length > 0 ? " But not everything was checked: see Method." : ""}`} />
    </>
  );
}
