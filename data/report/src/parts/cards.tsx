// SPDX-License-Identifier: MIT OR Apache-2.0
// A list of cards of any length: the first are made at once, the others while the browser has nothing else to do.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

const group_size = 40;

export function Cards<T>({ items, label, children }: { items: T[]; label: string; children: (item: T) => ComponentChildren }) {
  const [groups, set_groups] = useState(1);
  const needed = Math.ceil(items.length / group_size);
  useEffect(() => set_groups(1), [items]);
  useEffect(() => {
    if (groups >= needed) return undefined;
    const timer = setTimeout(() => set_groups(groups + 1), 8);
    return () => clearTimeout(timer);
  }, [groups, needed]);
  return (
    <ul class="cards" aria-label={label}>
      {items.slice(0, groups * group_size).map(children)}
    </ul>
  );
}
