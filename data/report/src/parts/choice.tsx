// SPDX-License-Identifier: MIT OR Apache-2.0
import type { ComponentChildren } from "preact";
import { use_page } from "../page";
import { with_params } from "../route";

interface Shape {
  legend: string;
  /** The parameter of the address that holds the choice; the first option is what it means to be without it. */
  name: string;
  options: [string, ComponentChildren][];
  /** Parameters that mean nothing after another choice. */
  forget?: string[];
  /** Parts of a view, in place of a setting within it. */
  parts?: boolean;
}

/** One of a few. */
export function Choice({ legend, name, options, forget = [], parts }: Shape) {
  const { route, go } = use_page();
  const first = options[0]?.[0] ?? "";
  const now = chosen_of(route.params[name], options);
  const forgotten = Object.fromEntries(forget.map((key) => [key, undefined]));
  return (
    <div class={parts ? "facets parts" : "facets"}>
      <fieldset>
        <legend class={parts ? "unseen" : ""}>{legend}</legend>
        {options.map(([value, title]) => (
          <button key={value} aria-pressed={value === now} onClick={() => go(with_params(route, { ...forgotten, [name]: value === first ? undefined : value }))}>{title}</button>
        ))}
      </fieldset>
    </div>
  );
}

/** What a parameter chooses: the first option where it names none. */
export function chosen_of(value: string | undefined, options: [string, ComponentChildren][]): string {
  return options.some(([one]) => one === value) ? (value ?? "") : (options[0]?.[0] ?? "");
}
