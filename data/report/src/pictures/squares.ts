// SPDX-License-Identifier: MIT OR Apache-2.0
// Squarified treemaps (Bruls, Huizing and van Wijk, 2000): rows are filled along the shorter side for as long as that makes
// their rectangles squarer.

export interface Area {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** The worst ratio of sides in a row of these areas along a side. */
function worst(least: number, most: number, sum: number, side: number): number {
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/** How many values from `from` make the best row. */
function row_end(sizes: number[], from: number, side: number): [number, number] {
  let sum = 0;
  let best = Infinity;
  let at = from;
  for (; at < sizes.length; ++at) {
    const size = sizes[at]!;
    const ratio = worst(size, sizes[from]!, sum + size, side);
    if (ratio > best) break;
    best = ratio;
    sum += size;
  }
  return [at, sum];
}

/** One area for each value, in proportion. Values are greater than nothing, and the greatest come first. */
export function squares(values: number[], whole: Area): Area[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const sizes = values.map((value) => (value / total) * whole.w * whole.h);
  const areas: Area[] = [];
  let { x, y, w, h } = whole;
  for (let from = 0; from < sizes.length; ) {
    const wide = w >= h;
    const side = wide ? h : w;
    const [end, sum] = row_end(sizes, from, side);
    const depth = side > 0 ? sum / side : 0;
    let along = 0;
    for (; from < end; ++from) {
      const length = depth > 0 ? sizes[from]! / depth : 0;
      areas.push(wide ? { x, y: y + along, w: depth, h: length } : { x: x + along, y, w: length, h: depth });
      along += length;
    }
    if (wide) [x, w] = [x + depth, w - depth];
    else [y, h] = [y + depth, h - depth];
  }
  return areas;
}
