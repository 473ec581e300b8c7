// SPDX-License-Identifier: MIT OR Apache-2.0
// One search over all that has a name.
import type { Model } from "./model";

export interface Hit {
  kind: "package" | "member" | "finding" | "advisory" | "feature" | "file" | "rule";
  title: string;
  detail: string;
  /** The fragment that shows it. */
  target: string;
  rank: number;
}

/** Better is smaller; none where it does not match. */
function rank(name: string, wanted: string): number | undefined {
  const lower = name.toLowerCase();
  if (lower === wanted) return 0;
  if (lower.startsWith(wanted)) return 1 + lower.length / 1000;
  const at = lower.indexOf(wanted);
  if (at < 0) return undefined;
  return (/[-_/ @.]/.test(lower[at - 1] ?? "") ? 2 : 3) + lower.length / 1000;
}

const fragment = (kind: string, name: string) => `#/${kind}/${encodeURIComponent(name)}`;

function packages(model: Model, wanted: string, hits: Hit[]): void {
  model.packages.forEach((one, ix) => {
    const slug = model.slugs[ix] ?? "";
    const found = rank(one.name, wanted) ?? (slug.toLowerCase().startsWith(wanted) ? 0.5 : undefined);
    if (found === undefined) return;
    const live = one.reach === "not-enabled" || one.reach === "other-target" ? 0.5 : 0;
    hits.push({ kind: one.member ? "member" : "package", title: `${one.name} ${one.version}`, detail: one.reach,
      target: fragment("package", slug), rank: found + live });
  });
}

function findings(model: Model, wanted: string, hits: Hit[]): void {
  for (const one of [...model.report.findings, ...model.report.accepted]) {
    const target = fragment("finding", one.fingerprint);
    const names = one.advisory ? [one.advisory.id, ...one.advisory.aliases] : [];
    const named = names.map((name) => rank(name, wanted)).filter((found) => found !== undefined);
    if (named.length > 0)
      hits.push({ kind: "advisory", title: one.advisory?.id ?? "", detail: one.message, target, rank: Math.min(...named) });
    else if (one.message.toLowerCase().includes(wanted))
      hits.push({ kind: "finding", title: one.message, detail: one.level, target, rank: 3.5 });
  }
}

function features(model: Model, wanted: string, hits: Hit[]): void {
  const users = new Map<string, number[]>();
  model.packages.forEach((one, ix) => {
    for (const feature of one.features) {
      const known = users.get(feature);
      if (known) known.push(ix);
      else users.set(feature, [ix]);
    }
  });
  for (const [feature, all] of users) {
    const found = rank(feature, wanted);
    if (found === undefined) continue;
    hits.push({ kind: "feature", title: feature, detail: `on in ${all.length === 1 ? model.packages[all[0]!]?.name : `${all.length} packages`}`,
      target: `#/packages?q=${encodeURIComponent(`feature:${feature}`)}`, rank: found + 2 });
  }
}

function files(model: Model, wanted: string, hits: Hit[]): void {
  const found_in = new Map<string, number>();
  for (const { location } of model.report.findings) if (location) found_in.set(location.file, (found_in.get(location.file) ?? 0) + 1);
  for (const [file, count] of found_in) {
    const found = rank(file, wanted);
    if (found !== undefined)
      hits.push({ kind: "file", title: file, detail: `${count} findings`, target: `#/findings?q=${encodeURIComponent(`file:${file}`)}`, rank: found + 1 });
  }
  for (const rule of model.report.rules) {
    const found = rank(rule.name, wanted);
    if (found !== undefined)
      hits.push({ kind: "rule", title: rule.name, detail: rule.summary, target: `#/findings?rule=${encodeURIComponent(rule.name)}`, rank: found + 1 });
  }
}

/** The best first. */
export function search(model: Model, query: string, most = 30): Hit[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const hits: Hit[] = [];
  packages(model, wanted, hits);
  findings(model, wanted, hits);
  features(model, wanted, hits);
  files(model, wanted, hits);
  return hits.sort((a, b) => a.rank - b.rank || a.title.localeCompare(b.title)).slice(0, most);
}
