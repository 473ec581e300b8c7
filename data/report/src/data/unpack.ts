// SPDX-License-Identifier: MIT OR Apache-2.0
// In the page, long lists stand as columns, which deflate far better. A list is the plain list, or one of
// {rows, columns: {name: list}}: objects with the same names; {rows, all}: the same value in each row;
// {rows, texts, at}: texts that come again; {rows, lengths, of: list}: lists, one behind the other;
// {rows, there, of: list}: objects, and null where `there` is 0.
import { expanded } from "./expand";

type Packed = Record<string, unknown> & { rows: number };

/** Anything but a packed list is returned as it is. */
function unpack(value: unknown): unknown {
  if (typeof value !== "object" || value === null || typeof (value as Packed).rows !== "number") return value;
  const { rows, columns, texts, at, lengths, there, of, all } = value as Packed;
  if (columns) {
    const objects = Array.from({ length: rows }, (): Record<string, unknown> => ({}));
    for (const [name, packed] of Object.entries(columns)) {
      const values = unpack(packed) as unknown[];
      objects.forEach((one, row) => (one[name] = values[row]));
    }
    return objects;
  }
  if (texts) return (at as number[]).map((one) => (texts as unknown[])[one]);
  if (!of) return new Array(rows).fill(all);
  const items = unpack(of) as unknown[];
  let next = 0;
  if (there) return (there as number[]).map((one) => (one ? items[next++] : null));
  return (lengths as number[]).map((length) => items.slice(next, (next += length)));
}

/** A document whose lists may be packed. */
export function unpacked(document: object): object {
  return expanded(Object.fromEntries(Object.entries(document).map(([name, value]) => [name, unpack(value)])));
}
