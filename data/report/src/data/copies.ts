// SPDX-License-Identifier: MIT OR Apache-2.0
// Packages that are there in several versions, root causes first.
import type { Model } from "./model";
import type { Duplicate } from "./report";

export interface Root {
  duplicate: Duplicate;
  /** Those that are there only because of it, by whatever way. */
  followers: Duplicate[];
}

export function roots_of(model: Model): Root[] {
  const all = model.report.duplicates;
  const by_name = new Map(all.map((one) => [one.name, one]));
  const roots = new Map<Duplicate, Root>();
  const root_of = (start: Duplicate): Duplicate => {
    const seen = new Set([start]);
    let at = start;
    for (let next = by_name.get(at.follows ?? ""); next && !seen.has(next); next = by_name.get(at.follows ?? "")) {
      seen.add(next);
      at = next;
    }
    return at;
  };
  for (const one of all) {
    const root = root_of(one);
    const entry = roots.get(root) ?? { duplicate: root, followers: [] };
    if (one !== root) entry.followers.push(one);
    roots.set(root, entry);
  }
  return [...roots.values()];
}

/** The seconds that its lesser copies cost. */
export function spare_seconds({ copies }: Duplicate): number {
  const costs = copies.map((copy) => copy.cost_seconds ?? 0);
  return costs.reduce((sum, cost) => sum + cost, 0) - Math.max(0, ...costs);
}
