// SPDX-License-Identifier: MIT OR Apache-2.0
// The words of a filter field: `tls`, `-windows`, `level:error`, `via:reqwest`, `license:MPL*`. All must hold.
import { lookup } from "../parts/wording";
import type { Model } from "./model";
import { above, below, package_of, source_word } from "./model";
import { remembered } from "./remembered";
import type { Finding, Package } from "./report";

interface Term {
  key: string;
  value: string;
  without: boolean;
}

function terms_of(query: string): Term[] {
  return (query.toLowerCase().match(/\S+/g) ?? []).flatMap((word) => {
    const without = word.startsWith("-") && word.length > 1;
    const bare = without ? word.slice(1) : word;
    const cut = bare.indexOf(":");
    const key = cut > 0 ? bare.slice(0, cut) : "";
    const value = cut > 0 ? bare.slice(cut + 1) : bare;
    return value ? [{ key, value, without }] : [];
  });
}

/** Whether a text is meant by a value in which `*` stands for anything; without one, a part is enough. */
function matches(text: string, value: string): boolean {
  const lower = text.toLowerCase();
  if (!value.includes("*")) return lower.includes(value);
  const parts = value.split("*");
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (!lower.startsWith(first) || !lower.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = lower.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= lower.length - last.length;
}

const yes = (value: string) => value === "yes" || value === "true";

/** Packages of that name, and all that lies in a direction from them. */
function neighbourhood(model: Model, value: string, direction: typeof below): Set<number> {
  const found = new Set<number>();
  model.packages.forEach((one, ix) => {
    if (one.name.toLowerCase() !== value && model.slugs[ix]?.toLowerCase() !== value) return;
    found.add(ix);
    for (const other of direction(model, ix)) found.add(other);
  });
  return found;
}

/** What a package has, for `has:…`. */
function has(one: Package, finding_count: number, value: string): boolean {
  switch (value) {
    case "build-script":
      return one.build_script;
    case "proc-macro":
      return one.proc_macro;
    case "links":
      return one.links !== null;
    case "finding":
      return finding_count > 0;
    case "duplicate":
      return one.duplicate;
    default:
      return one.build_script_does.includes(value);
  }
}

type Test<T> = (item: T, value: string) => boolean;

/** Every item that all terms of the query admit. `tests` may need the value prepared, so each term makes its own test. */
function filter_by<T>(items: T[], query: string, test_of: (term: Term) => (item: T) => boolean): T[] {
  let kept = items;
  for (const term of terms_of(query)) {
    const test = test_of(term);
    kept = kept.filter((item) => test(item) !== term.without);
  }
  return kept;
}

function haystack(one: Package): string {
  return `${one.name} ${one.version} ${one.description ?? ""} ${one.license ?? ""}`.toLowerCase();
}

const haystacks = remembered((model: Model) => model.packages.map(haystack));

/** Positions of the packages that a query admits. */
export function filter_packages(model: Model, candidates: number[], query: string): number[] {
  const texts = haystacks(model);
  const by_package: Record<string, Test<Package>> = {
    name: (one, value) => matches(one.name, value),
    reach: (one, value) => matches(one.reach, value),
    license: (one, value) => matches(one.license ?? "", value),
    licence: (one, value) => matches(one.license ?? "", value),
    source: (one, value) => matches(source_word(one), value) || matches(one.source ?? "", value),
    feature: (one, value) => one.features.some((feature) => matches(feature, value)),
    links: (one, value) => matches(one.links ?? "", value),
  };
  return filter_by(candidates, query, ({ key, value }) => {
    if (key === "via" || key === "member") {
      const set = neighbourhood(model, value, below);
      return (ix) => set.has(ix);
    }
    if (key === "needs") {
      const set = neighbourhood(model, value, above);
      return (ix) => set.has(ix);
    }
    if (key === "has") return (ix) => has(model.packages[ix]!, model.findings_of[ix]?.length ?? 0, value);
    const test = lookup(by_package, key);
    if (test) return (ix) => test(model.packages[ix]!, value);
    const whole = key ? `${key}:${value}` : value;
    return (ix) => matches(texts[ix] ?? "", whole.includes("*") ? `*${whole}*` : whole);
  });
}

const finding_haystack = remembered(({ advisory, location, message, rule }: Finding) =>
  [rule, message, location?.file, advisory?.id, ...(advisory?.aliases ?? [])].join(" ").toLowerCase(),
);

export function filter_findings(model: Model, candidates: Finding[], query: string): Finding[] {
  const by_finding: Record<string, Test<Finding>> = {
    level: (one, value) => matches(one.level, value),
    rule: (one, value) => matches(one.rule, value),
    area: (one, value) => matches(one.group, value),
    reach: (one, value) => matches(one.reach ?? "", value),
    new: (one, value) => (one.status === "new") === yes(value),
    fix: (one, value) => (one.fix !== null) === yes(value),
    file: (one, value) => matches(one.location?.file ?? "", value),
  };
  return filter_by(candidates, query, ({ key, value }) => {
    if (key === "via" || key === "member") {
      const set = neighbourhood(model, value, below);
      return (one) => set.has(package_of(model, one) ?? -1);
    }
    const test = lookup(by_finding, key);
    if (test) return (one) => test(one, value);
    const whole = key ? `${key}:${value}` : value;
    return (one) => matches(finding_haystack(one), whole.includes("*") ? `*${whole}*` : whole);
  });
}
