// SPDX-License-Identifier: MIT OR Apache-2.0
// Numbers and words as people read them.
import type { Level, Package, Reach, Report } from "../data/report";

const grouped = new Intl.NumberFormat("en");

export const number_text = (value: number): string => grouped.format(value);

export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${number_text(value)} ${value === 1 ? singular : plural}`;
}

export function seconds_text(value: number): string {
  if (value <= 0) return "0 s";
  if (value < 0.1) return `${Math.max(1, Math.round(value * 1000))} ms`;
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 600) return `${Math.round(value)} s`;
  return `${Math.round(value / 60)} min`;
}

export function cost_text(one: Package): string {
  return one.cost_seconds ? seconds_text(one.cost_seconds) : "";
}

export const verdict_words = { fail: "Over the line", pass: "Above water", unknown: "Not certain" } as const;
export const level_words: Record<Level, string> = { error: "error", warning: "warning", note: "note" };
export const level_signs: Record<Level, string> = { error: "✗", warning: "!", note: "·" };

export const reach_meanings: Record<Reach, string> = {
  built: "compiled into what is built",
  "build-time": "runs while building only",
  "dev-only": "for tests, examples and benchmarks only",
  "other-target": "for targets that were not selected",
  "not-enabled": "locked, but behind features that are off",
  unknown: "whether it is built is not known",
};

export const area_words: Record<string, string> = {
  advisories: "Advisories",
  policy: "Policy",
  duplicates: "Duplicates",
  "build-cost": "Build cost",
  features: "Features",
  practices: "Practices",
};

/** The platforms of the build; `all` leaves nothing out for its platform. */
export function targets_text({ selection: { targets } }: Report): string {
  return targets.length === 1 && targets[0] === "all" ? "all targets" : targets.join(", ") || "no target told";
}

/** What a table says for a key that anybody may have written. */
export function lookup<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

export const area_text = (group: string): string => lookup(area_words, group) ?? (group || "Other");

/** “3 errors, 3 warnings and 9 notes”. */
export function counts_sentence(report: Report): string {
  const { error, warning, note } = report.summary;
  const parts = [counted(error, "error"), counted(warning, "warning"), counted(note, "note")].filter((part) => !part.startsWith("0 "));
  if (parts.length === 0) return "nothing was found";
  return parts.length === 1 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** “; 2 rules switched off (a, b)”; empty where none is. */
export function switched_off_text({ rules }: Report): string {
  const off = rules.filter(({ applied }) => applied === "allow");
  return off.length ? `; ${counted(off.length, "rule")} switched off (${off.map(({ name }) => name).join(", ")})` : "";
}

/** Distinct checks that could not be made. */
export const unmade_checks = (report: Report): number => new Set(report.gaps.map(({ rule }) => rule)).size;

export function database_text(report: Report): string {
  const database = report.advisory_database;
  if (!database) return "no advisory data";
  const day = database.commit_time?.slice(0, 10);
  const age = database.age_days === null ? "" : ` (${counted(database.age_days, "day")} old)`;
  return `${counted(database.advisories, "advisory record")}${day ? ` of ${day}` : " of unknown age"}${age}`;
}

export function is_live(one: Package): boolean {
  return one.reach === "built" || one.reach === "build-time" || one.reach === "unknown";
}
