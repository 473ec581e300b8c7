// SPDX-License-Identifier: MIT OR Apache-2.0
import type { ComponentChildren } from "preact";

/** A part of a view under its title; how many things it holds stands beside that. */
export function Section({ title, count, children }: { title: ComponentChildren; count?: number | undefined; children?: ComponentChildren }) {
  return (
    <section>
      <h2>{title}{count !== undefined && <span class="number"> {count}</span>}</h2>
      {children}
    </section>
  );
}
