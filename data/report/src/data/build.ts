// SPDX-License-Identifier: MIT OR Apache-2.0
// The build's units as pictures and tables need them.
import type { Model } from "./model";
import { slug_text } from "./model";
import { remembered } from "./remembered";
import type { Unit } from "./report";

export type UnitKind = "lib" | "proc-macro" | "build-script" | "script-run" | "other";

export function kind_of({ kind, mode }: Unit): UnitKind {
  if (mode === "run-custom-build") return "script-run";
  if (kind === "custom-build") return "build-script";
  if (kind === "proc-macro") return "proc-macro";
  return kind.includes("lib") ? "lib" : "other";
}

export const kind_words: Record<UnitKind, string> = {
  lib: "library",
  "proc-macro": "proc macro",
  "build-script": "build script, compiled",
  "script-run": "build script, run",
  other: "program",
};

export interface Bar {
  package: number;
  label: string;
  kind: UnitKind;
  start: number;
  end: number;
  measured: boolean;
  critical: boolean;
}

function bar_of(model: Model, unit: Unit): Bar {
  const kind = kind_of(unit);
  return { package: unit.package, label: slug_text(model, unit.package), kind, start: unit.start, end: unit.end,
    measured: unit.measured, critical: unit.critical };
}

export const bars_of = remembered((model: Model) => model.report.units.map((unit) => bar_of(model, unit)));

/** The units that the build waits for, in order. */
export const chain_of = (model: Model): Bar[] => bars_of(model).filter(({ critical }) => critical);

/** How many units are at work in each of so many equal stretches of the whole time, at most at once. */
export function crowd(bars: Bar[], stretches: number): number[] {
  const whole = Math.max(1e-9, ...bars.map(({ end }) => end));
  const change = new Array<number>(stretches + 1).fill(0);
  for (const { start, end } of bars) {
    const first = Math.min(stretches - 1, Math.floor((start / whole) * stretches));
    const after = Math.max(first + 1, Math.min(stretches, Math.ceil((end / whole) * stretches)));
    change[first]! += 1;
    change[after]! -= 1;
  }
  let now = 0;
  return change.slice(0, stretches).map((step) => (now += step));
}

/** Whether the times are measured, as a sentence without its stop. */
export function evidence(bars: Bar[]): string {
  const measured = bars.filter((bar) => bar.measured).length;
  if (measured === 0) return "All times are estimated";
  return measured === bars.length ? "All times are measured" : `${measured} of ${bars.length} times are measured, the others estimated`;
}
