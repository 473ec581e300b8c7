// SPDX-License-Identifier: MIT OR Apache-2.0
// What each package's removal would take away, as areas: packages inside of those without which nobody needs them.
import { useMemo } from "preact/hooks";
import type { Model } from "../data/model";
import { name_of } from "../data/model";
import { use_page } from "../page";
import { is_live, number_text, seconds_text } from "../parts/wording";
import { with_params } from "../route";
import type { Area } from "./squares";
import { squares } from "./squares";

export type Measure = "cost" | "packages";

export interface Part {
  /** Nothing for what is gathered of many small ones. */
  ix: number | undefined;
  label: string;
  value: number;
  children: Part[];
}

const width = 960;
const height = 460;
const most_rectangles = 500;

/** What a package owns, itself included. */
export function owned(model: Model, ix: number, measure: Measure): number {
  const one = model.packages[ix];
  if (!one) return 0;
  return measure === "cost" ? (one.owned?.cost_seconds ?? one.cost_seconds ?? 0) : (one.owned?.packages ?? 1);
}

/** The packages right below one, or below all members together. */
export function parts_below(model: Model, at: number | undefined): number[] {
  if (at !== undefined) return model.dominated[at] ?? [];
  return model.packages.flatMap((one, ix) => (one.dominator === null && is_live(one) ? [ix] : []));
}

function gathered(parts: Part[], most: number): Part[] {
  const sorted = parts.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value || (a.ix ?? 0) - (b.ix ?? 0));
  const rest = sorted.slice(most);
  if (rest.length < 2) return sorted;
  const value = rest.reduce((sum, part) => sum + part.value, 0);
  const others = { ix: undefined, label: `${rest.length} smaller`, value, children: [] };
  return [...sorted.slice(0, most), others].sort((a, b) => b.value - a.value);
}

function tree(model: Model, at: number | undefined, measure: Measure): Part {
  const part = (ix: number, deep: boolean): Part => {
    const children = deep ? gathered((model.dominated[ix] ?? []).map((below) => part(below, false)), 12) : [];
    return { ix, label: name_of(model, ix), value: owned(model, ix, measure), children };
  };
  const children = gathered(parts_below(model, at).map((ix) => part(ix, true)), 200);
  return { ix: at, label: "", value: children.reduce((sum, child) => sum + child.value, 0), children };
}

interface Rectangle extends Area {
  part: Part;
  depth: number;
  group: number;
}

const title_height = 17;
const edge = 2;

/** The parts, and inside of each those that stand below it. */
function layout({ children }: Part): Rectangle[] {
  const all: Rectangle[] = [];
  squares(children.map(({ value }) => value), { x: 0, y: 0, w: width, h: height }).forEach((area, group) => {
    const part = children[group]!;
    all.push({ ...area, part, depth: 1, group });
    const inner = { x: area.x + edge, y: area.y + title_height, w: area.w - 2 * edge, h: area.h - title_height - edge };
    const below = part.children.reduce((sum, child) => sum + child.value, 0);
    if (below <= 0 || inner.w < 12 || inner.h < 12) return;
    inner.h *= below / part.value;
    squares(part.children.map(({ value }) => value), inner).forEach((area, at) => all.push({ ...area, part: part.children[at]!, depth: 2, group }));
  });
  return all.slice(0, most_rectangles);
}

/** As much of a name as fits. */
function fitted(label: string, room: number): string {
  const most = Math.floor((room - 8) / 6.6);
  if (label.length <= most) return label;
  return most < 4 ? "" : `${label.slice(0, most - 1)}…`;
}

export function Treemap({ at, measure }: { at: number | undefined; measure: Measure }) {
  const { model, route, go } = use_page();
  const rectangles = useMemo(() => layout(tree(model, at, measure)), [model, at, measure]);
  const text = (value: number) => (measure === "cost" ? seconds_text(value) : `${number_text(value)} packages`);
  const open = ({ ix }: Part) => {
    if (ix === undefined) return;
    const deeper = (model.dominated[ix]?.length ?? 0) > 0 && ix !== at;
    go(with_params(route, deeper ? { at: model.slugs[ix] } : { open: `package/${model.slugs[ix]}` }));
  };
  return (
    <svg class="treemap" viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {rectangles.map(({ part, depth, x, y, w, h, group }, key) => w > 0 && h > 0 && (
        <g key={key} class={`depth-${depth} hue-${part.ix === undefined ? "rest" : group % 4}`} onClick={() => open(part)}>
          <title>{`${part.label}: ${text(part.value)}`}</title>
          <rect x={x} y={y} width={w} height={h} rx="2" />
          {h > 15 && <text x={x + 5} y={y + 13}>{fitted(part.label, w)}</text>}
        </g>
      ))}
    </svg>
  );
}
