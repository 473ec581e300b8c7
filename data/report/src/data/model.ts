// SPDX-License-Identifier: MIT OR Apache-2.0
// A report with what every view needs beside it: who stands where, and the links in the other direction.
import type { Dependency, Finding, Package, Report } from "./report";

/** A declaration that leads to a package, seen from that package. */
export interface Use {
  by: number;
  dependency: Dependency;
}

export interface Model {
  report: Report;
  packages: Package[];
  /** A package's name in addresses: `name@version`, with `+2` and so on where sources differ. */
  slugs: string[];
  by_slug: Map<string, number>;
  by_id: Map<string, number>;
  uses: Use[][];
  /** Packages whose immediate dominator this is. */
  dominated: number[][];
  findings_of: Finding[][];
  by_fingerprint: Map<string, Finding>;
}

function slugs_of(packages: Package[]): string[] {
  const taken = new Map<string, number>();
  return packages.map(({ name, version }) => {
    const slug = `${name}@${version}`;
    const count = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, count);
    return count === 1 ? slug : `${slug}+${count}`;
  });
}

/** Takes out what points at no package, so that no view has to ask again. */
function drop_dangling(report: Report): void {
  const size = report.packages.length;
  const is_package = (ix: number | null): ix is number => ix !== null && Number.isInteger(ix) && ix >= 0 && ix < size;
  for (const one of report.packages) {
    one.dependencies = one.dependencies.filter((dependency) => is_package(dependency.package));
    if (!is_package(one.toward_member)) one.toward_member = null;
    if (!is_package(one.dominator)) one.dominator = null;
  }
  report.units = report.units.filter((unit) => is_package(unit.package));
  for (const request of report.requests) {
    request.gone = request.gone.filter(is_package);
    if (!is_package(request.member)) request.member = null;
  }
  for (const duplicate of report.duplicates) {
    duplicate.copies = duplicate.copies.filter((copy) => is_package(copy.package));
    for (const copy of duplicate.copies) copy.holders = copy.holders.filter((holder) => is_package(holder.package));
  }
  for (const cause of report.base?.causes ?? [])
    for (const change of cause.changes) if (!is_package(change.package)) change.package = null;
}

export function model_of(report: Report): Model {
  drop_dangling(report);
  const { packages } = report;
  const slugs = slugs_of(packages);
  const lists = <T>(): T[][] => packages.map(() => []);
  const model: Model = {
    report,
    packages,
    slugs,
    by_slug: new Map(slugs.map((slug, ix) => [slug, ix])),
    by_id: new Map(packages.map(({ id }, ix) => [id, ix])),
    uses: lists(),
    dominated: lists(),
    findings_of: lists(),
    by_fingerprint: new Map(),
  };
  packages.forEach((one, ix) => {
    for (const dependency of one.dependencies) model.uses[dependency.package]?.push({ by: ix, dependency });
    if (one.dominator !== null) model.dominated[one.dominator]?.push(ix);
  });
  for (const finding of [...report.findings, ...report.accepted]) {
    model.by_fingerprint.set(finding.fingerprint, finding);
    const ix = finding.package ? model.by_id.get(finding.package.id) : undefined;
    if (ix !== undefined) model.findings_of[ix]?.push(finding);
  }
  return model;
}

/** Nothing for no package. */
export const name_of = ({ packages }: Model, ix: number | null | undefined): string => packages[ix ?? -1]?.name ?? "";

/** “syn 2.0.1”. */
export const slug_text = ({ slugs }: Model, ix: number | undefined): string => slugs[ix ?? -1]?.replace("@", " ") ?? "";

export function package_of(model: Model, finding: Finding): number | undefined {
  return finding.package ? model.by_id.get(finding.package.id) : undefined;
}

/** Where a package is not in this report: another version of that name. */
export function nearest(model: Model, slug: string): number | undefined {
  const name = slug.replace(/@.*$/, "").toLowerCase();
  const ix = model.packages.findIndex((one) => one.name.toLowerCase() === name);
  return ix < 0 ? undefined : ix;
}

/** From a member to the package, both included; the package alone where no way is known. */
export function way_to(model: Model, ix: number): number[] {
  const way = [ix];
  const seen = new Set(way);
  for (let at = model.packages[ix]?.toward_member ?? null; at !== null && !seen.has(at); ) {
    way.push(at);
    seen.add(at);
    at = model.packages[at]?.toward_member ?? null;
  }
  return way.reverse();
}

const unique = (all: number[]) => [...new Set(all)];

/** The packages that it has live links to, each once. */
export function needs_of({ packages }: Model, ix: number): number[] {
  return unique((packages[ix]?.dependencies ?? []).filter(({ live }) => live).map((one) => one.package));
}

/** The packages that have live links to it, each once. */
export function users_of({ uses }: Model, ix: number): number[] {
  return unique((uses[ix] ?? []).filter(({ dependency }) => dependency.live).map(({ by }) => by));
}

/** All packages below one over live links, itself excluded. */
export function below(model: Model, start: number): Set<number> {
  return closure(start, (ix) => needs_of(model, ix));
}

/** All packages above one over live links. */
export function above(model: Model, start: number): Set<number> {
  return closure(start, (ix) => users_of(model, ix));
}

function closure(start: number, next: (ix: number) => number[]): Set<number> {
  const seen = new Set<number>([start]);
  const open = [start];
  for (let ix = open.pop(); ix !== undefined; ix = open.pop())
    for (const one of next(ix))
      if (!seen.has(one)) {
        seen.add(one);
        open.push(one);
      }
  seen.delete(start);
  return seen;
}

/** What its removal takes away, itself excluded, dearest first. */
export function leaves_with(model: Model, start: number): number[] {
  const all = [...closure(start, (ix) => model.dominated[ix] ?? [])];
  const cost = (ix: number) => model.packages[ix]?.cost_seconds ?? 0;
  return all.sort((a, b) => cost(b) - cost(a) || a - b);
}

/** The packages without which no member would reach it, nearest first. */
export function gates(model: Model, ix: number): number[] {
  const found: number[] = [];
  for (let at = model.packages[ix]?.dominator ?? null; at !== null && !found.includes(at); ) {
    found.push(at);
    at = model.packages[at]?.dominator ?? null;
  }
  return found;
}

export function source_word(one: Package): "path" | "git" | "registry" {
  if (!one.source) return "path";
  return one.source.startsWith("git+") ? "git" : "registry";
}
