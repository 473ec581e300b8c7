// SPDX-License-Identifier: MIT OR Apache-2.0
// Licences and sources: what is outside of the policy first.
import { useMemo } from "preact/hooks";
import type { Model } from "../data/model";
import { name_of } from "../data/model";
import type { Finding, Package } from "../data/report";
import { use_page } from "../page";
import { Section } from "../parts/section";
import { Choice } from "../parts/choice";
import { FewOf, PackageLink } from "../parts/text";
import type { Column } from "../parts/table";
import { element, numbers, Table, words } from "../parts/table";
import { is_live, number_text } from "../parts/wording";
import { format, to_view } from "../route";
import { FindingCard } from "./finding_card";

interface Terms {
  expression: string;
  packages: number[];
  live: number;
  outside: number;
}

/** Findings about terms and sources, whatever their rules are called. */
export function about_terms({ rule, group }: Finding): boolean {
  return /licen[cs]e|source|registry/.test(rule) && group !== "advisories";
}

const expression_of = (one: Package) => one.license ?? (one.member ? "none told, of this workspace" : "none told");

function gathered(model: Model, by: (one: Package) => string): Terms[] {
  const outside = new Set(model.report.findings.filter(about_terms).flatMap(({ package: of }) => (of ? [of.id] : [])));
  const found = new Map<string, Terms>();
  model.packages.forEach((one, ix) => {
    const expression = by(one);
    const terms = found.get(expression) ?? { expression, packages: [], live: 0, outside: 0 };
    terms.packages.push(ix);
    if (is_live(one)) terms.live += 1;
    if (outside.has(one.id)) terms.outside += 1;
    found.set(expression, terms);
  });
  const unclear = ({ expression }: Terms) => (expression === "none told" ? 1 : 0);
  return [...found.values()].sort((a, b) => b.outside - a.outside || unclear(b) - unclear(a) || a.packages.length - b.packages.length || (a.expression < b.expression ? -1 : 1));
}

function names(model: Model, { packages }: Terms): string {
  const few = packages.slice(0, 5).map((ix) => name_of(model, ix));
  return few.join(", ") + (packages.length > few.length ? ` and ${packages.length - few.length} more` : "");
}

function TermsTable({ label, noun, terms, link }: { label: string; noun: string; terms: Terms[]; link: (terms: Terms) => string }) {
  const { model } = use_page();
  const columns = useMemo((): Column<Terms>[] => [
    words("expression", label, ({ expression }) => expression, (one) => {
      const made = element("a", "", one.expression) as HTMLAnchorElement;
      made.href = link(one);
      return made;
    }),
    numbers("outside", "Outside of the policy", ({ outside }) => outside, ({ outside }) => (outside ? element("span", "level error", `✗ ${outside}`) : "")),
    numbers("count", "Packages", ({ packages }) => packages.length, ({ packages }) => number_text(packages.length)),
    numbers("live", "Built", ({ live }) => live, ({ live }) => number_text(live)),
    words("names", "Which", (one) => names(model, one)),
  ], [model]);
  return <Table label={label} kind="terms" columns={columns} rows={terms} noun={noun} />;
}

function Outside({ findings }: { findings: Finding[] }) {
  const { model: { report } } = use_page();
  const asked = report.rules.some(({ name }) => /licen[cs]e/.test(name));
  if (findings.length > 0)
    return (
      <Section title="Outside of the policy" count={findings.length}>
        <ul class="cards" aria-label="Outside of the policy"><FewOf all={findings} few={5}>{(finding) => <FindingCard key={finding.fingerprint} finding={finding} />}</FewOf></ul>
      </Section>
    );
  return <p class="lead">{asked ? "No licence and no source is outside of the policy." : "The policy says nothing about licences, so none can be outside of it."} The rarest come first.</p>;
}

export function Licences() {
  const { model, route } = use_page();
  const by_source = route.params.part === "sources";
  const findings = model.report.findings.filter(about_terms);
  const terms = useMemo(() => gathered(model, by_source ? (one) => one.source ?? "this workspace" : expression_of), [model, by_source]);
  const changed = model.report.base?.causes.flatMap(({ changes }) => changes.filter((one) => one.license_to !== null && one.package !== null)) ?? [];
  const link = ({ expression, packages }: Terms) => {
    const first = model.packages[packages[0] ?? -1];
    const q = by_source ? `source:${first ? (first.source ?? "path") : ""}` : `license:${expression.split(" ")[0]}`;
    return format(to_view(route, "packages", first?.license === null && !by_source ? { q: "", sort: "licence" } : { q }));
  };
  return (
    <>
      <h1>Licences and sources</h1>
      <Choice parts legend="Part" name="part" options={[["licences", "By licence"], ["sources", "By source"]]} forget={["sort"]} />
      <Outside findings={findings} />
      {changed.length > 0 && (
        <Section title={`Changed since ${model.report.base?.name}`}>
          <ul class="plain">{changed.map((one) => <li key={one.name}><PackageLink ix={one.package ?? -1} />: {one.license_from ? `${one.license_from} → ` : "new here, "}{one.license_to}</li>)}</ul>
        </Section>
      )}
      <TermsTable key={String(by_source)} label={by_source ? "Source" : "Licence"} noun={by_source ? "source" : "expression"} terms={terms} link={link} />
    </>
  );
}
