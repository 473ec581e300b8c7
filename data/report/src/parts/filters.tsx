// SPDX-License-Identifier: MIT OR Apache-2.0
// What narrows a list: a field, facets with counts, and a chip for each that is on. All of it lives in the address.
import { use_page } from "../page";
import { with_params } from "../route";

export interface Facet<T> {
  key: string;
  label: string;
  /** The values an item has; it is shown where one of them is chosen. */
  values: (item: T) => string[];
  /** Their order and words; the greatest first where left out. */
  order: readonly string[] | undefined;
  words: ((value: string) => string) | undefined;
}

export function facet<T>(key: string, label: string, values: (item: T) => string[], order?: readonly string[], words?: (value: string) => string): Facet<T> {
  return { key, label, values, order, words };
}

export function chosen(params: Readonly<Record<string, string>>, key: string): string[] {
  return params[key]?.split(",").filter(Boolean) ?? [];
}

/** Values may hold commas, which stand between them in the address. */
const plain = (value: string) => value.replaceAll(",", "·");

function admits<T>(facet: Facet<T>, wanted: string[], item: T): boolean {
  return wanted.length === 0 || facet.values(item).some((value) => wanted.includes(plain(value)));
}

/** The items that all facets admit; `but` leaves one facet out, to count what choosing in it would show. */
export function faceted<T>(items: T[], facets: Facet<T>[], params: Readonly<Record<string, string>>, but?: Facet<T>): T[] {
  const active = facets.filter((facet) => facet !== but).map((facet) => ({ facet, wanted: chosen(params, facet.key) })).filter(({ wanted }) => wanted.length > 0);
  if (active.length === 0) return items;
  return items.filter((item) => active.every(({ facet, wanted }) => admits(facet, wanted, item)));
}

function counts<T>(items: T[], facet: Facet<T>): [string, number][] {
  const found = new Map<string, number>();
  for (const item of items) for (const value of facet.values(item)) found.set(value, (found.get(value) ?? 0) + 1);
  const order = facet.order;
  const at = (value: string) => (order ? order.indexOf(value) : 0);
  return [...found].sort((a, b) => at(a[0]) - at(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

export function FilterField({ label, example }: { label: string; example: string }) {
  const { route, go } = use_page();
  return (
    <label class="filter">
      <span>{label}</span>
      <input type="search" value={route.params.q ?? ""} placeholder={example} autocomplete="off" spellcheck={false}
        onInput={(event) => go(with_params(route, { q: event.currentTarget.value }), "replace")} />
    </label>
  );
}

/** `items` are those that the field admits. */
export function Facets<T>({ items, facets, most = 8 }: { items: T[]; facets: Facet<T>[]; most?: number }) {
  const { route, go } = use_page();
  const { params } = route;
  const toggle = (key: string, value: string) => {
    const now = chosen(params, key);
    const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
    go(with_params(route, { [key]: next.join(",") }));
  };
  return (
    <div class="facets">
      {facets.map((facet) => {
        const all = counts(faceted(items, facets, params, facet), facet);
        const wanted = chosen(params, facet.key);
        if (all.length < 2 && wanted.length === 0) return null;
        return (
          <fieldset key={facet.key}>
            <legend>{facet.label}</legend>
            {all.slice(0, most).map(([value, number]) => (
              <button key={value} aria-pressed={wanted.includes(plain(value))} onClick={() => toggle(facet.key, plain(value))}>
                {facet.words?.(value) ?? value} <span class="number">{number}</span>
              </button>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}

/** Nothing while nothing narrows the list. */
export function Chips<T>({ facets }: { facets: Facet<T>[] }) {
  const { route, go } = use_page();
  const { params } = route;
  const on = facets.flatMap((facet) => chosen(params, facet.key).map((value) => ({ facet, value })));
  if (on.length === 0 && !params.q) return null;
  const without = (key: string, value: string) =>
    go(with_params(route, { [key]: chosen(params, key).filter((one) => one !== value).join(",") }));
  const none = Object.fromEntries([...facets.map(({ key }) => [key, undefined]), ["q", undefined]]);
  return (
    <ul class="chips" aria-label="Filters that are on">
      {params.q && <li><button onClick={() => go(with_params(route, { q: undefined }))} aria-label={`Remove the filter ${params.q}`}>“{params.q}” <span aria-hidden>×</span></button></li>}
      {on.map(({ facet, value }) => (
        <li key={`${facet.key}${value}`}>
          <button onClick={() => without(facet.key, value)} aria-label={`Remove the filter ${facet.label}: ${value}`}>
            {facet.label.toLowerCase()}: {facet.words?.(value) ?? value} <span aria-hidden>×</span>
          </button>
        </li>
      ))}
      <li><button class="quiet" onClick={() => go(with_params(route, none))}>Clear all</button></li>
    </ul>
  );
}
