// SPDX-License-Identifier: MIT OR Apache-2.0
// A package between those that need it and those that it needs, at most 25 of them; the lists beside it hold all.
import type { Model } from "../data/model";
import { name_of, needs_of, users_of, way_to } from "../data/model";
import { use_page } from "../page";
import { with_params } from "../route";

const side_most = 10;
const row_height = 22;
const node_width = 150;
const gap = 60;

interface Node {
  ix: number;
  column: number;
  row: number;
}

interface Ego {
  nodes: Node[];
  edges: [Node, Node][];
  rows: number;
}

/** Live neighbours; what matters more stands first. */
function neighbours(model: Model, ix: number): [number[], number[]] {
  const cost = (at: number) => model.packages[at]?.owned?.cost_seconds ?? 0;
  const users = users_of(model, ix).sort((a, b) => (model.packages[a]?.depth ?? 99) - (model.packages[b]?.depth ?? 99) || a - b);
  const needs = needs_of(model, ix).sort((a, b) => cost(b) - cost(a) || a - b);
  return [users.slice(0, side_most), needs.slice(0, side_most)];
}

export function ego_of(model: Model, ix: number): Ego {
  const [users, needs] = neighbours(model, ix);
  const way = way_to(model, ix).slice(0, -2).slice(-4);
  const columns = [...way.map((one) => [one]), users, [ix], needs].filter((column) => column.length > 0);
  const rows = Math.max(1, ...columns.map((column) => column.length));
  const placed = new Map<number, Node>();
  const nodes = columns.flatMap((column, at) => column.flatMap((one, row) => {
    if (placed.has(one)) return [];
    const node = { ix: one, column: at, row: row + (rows - column.length) / 2 };
    placed.set(one, node);
    return [node];
  }));
  const edges = nodes.flatMap((from) => needs_of(model, from.ix).flatMap((to): [Node, Node][] => {
    const node = placed.get(to);
    return node && node.column === from.column + 1 ? [[from, node]] : [];
  }));
  return { nodes, edges, rows };
}

const short = (name: string) => (name.length > 20 ? `${name.slice(0, 19)}…` : name);

export function EgoGraph({ ix }: { ix: number }) {
  const { model, route, go } = use_page();
  const { nodes, edges, rows } = ego_of(model, ix);
  if (edges.length === 0) return null;
  const x = ({ column }: Node) => column * (node_width + gap);
  const y = ({ row }: Node) => 4 + row * row_height;
  const width = Math.max(...nodes.map(x)) + node_width;
  return (
    <svg class="ego" viewBox={`-2 0 ${width + 4} ${rows * row_height + 6}`} aria-hidden>
      {edges.map(([from, to], at) => {
        const [x1, y1, x2, y2] = [x(from) + node_width, y(from) + 9, x(to), y(to) + 9];
        return <path key={at} d={`M${x1} ${y1}C${x1 + gap / 2} ${y1} ${x2 - gap / 2} ${y2} ${x2} ${y2}`} />;
      })}
      {nodes.map((node) => (
        <g key={node.ix} class={node.ix === ix ? "centre" : model.packages[node.ix]?.member ? "member" : ""} onClick={() => go(with_params(route, { open: `package/${model.slugs[node.ix]}` }))}>
          <title>{model.slugs[node.ix]}</title>
          <rect x={x(node)} y={y(node)} width={node_width} height={row_height - 4} rx="3" />
          <text x={x(node) + 7} y={y(node) + 13}>{short(name_of(model, node.ix))}</text>
        </g>
      ))}
    </svg>
  );
}
