// SPDX-License-Identifier: MIT OR Apache-2.0
// The address: which view, and its state, in the fragment. `#/findings?level=error&open=package/syn@2.0.1`

export const views = [
  "summary",
  "changes",
  "findings",
  "packages",
  "duplicates",
  "build",
  "features",
  "licences",
  "advisories",
  "accepted",
  "method",
] as const;
export type View = (typeof views)[number];

/** What is open beside the view. */
const openable = ["package", "finding", "request"] as const;
export interface Opened {
  kind: (typeof openable)[number];
  /** A package's slug, a finding's fingerprint, a request's edit. */
  name: string;
}

export interface Route {
  view: View;
  /** No value is empty. */
  params: Readonly<Record<string, string>>;
}

const home_of: Record<Opened["kind"], View> = { package: "packages", finding: "findings", request: "features" };

const encode = (value: string) => encodeURIComponent(value).replace(/%(40|2F|3A|2C|2B)/g, decodeURIComponent);

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

export function is_view(word: string): word is View {
  return (views as readonly string[]).includes(word);
}

function read_params(query: string): Record<string, string> {
  const params: Record<string, string> = {};
  for (const part of query.split("&")) {
    const cut = part.indexOf("=");
    if (cut < 1) continue;
    const value = decode(part.slice(cut + 1));
    if (value !== "") params[decode(part.slice(0, cut))] = value;
  }
  return params;
}

/** The route of a fragment, also of the short forms `#/package/NAME@VERSION`, `#/finding/…` and the static part's ids. */
export function parse(fragment: string): Route {
  const content = fragment.replace(/^#/, "");
  if (content.startsWith("finding-")) return { view: "findings", params: { open: `finding/${decode(content.slice(8))}` } };
  const [path = "", query = ""] = split_once(content.replace(/^\//, ""), "?");
  const params = read_params(query);
  const [word = "", rest = ""] = split_once(path, "/");
  const kind = openable.find((one) => one === word);
  if (kind) return { view: home_of[kind], params: { ...params, open: `${kind}/${decode(rest)}` } };
  return { view: is_view(word) ? word : "summary", params };
}

function split_once(text: string, mark: string): [string, string] {
  const cut = text.indexOf(mark);
  return cut < 0 ? [text, ""] : [text.slice(0, cut), text.slice(cut + 1)];
}

/** The one fragment of a route. */
export function format({ view, params }: Route): string {
  const query = Object.keys(params)
    .filter((key) => params[key])
    .sort()
    .map((key) => `${encode(key)}=${encode(params[key] ?? "")}`)
    .join("&");
  return `#/${view}${query ? `?${query}` : ""}`;
}

export function opened(route: Route): Opened | undefined {
  const [word, name] = split_once(route.params.open ?? "", "/");
  const kind = openable.find((one) => one === word);
  return kind && name ? { kind, name } : undefined;
}

/** The same view with some parameters set; an empty value takes one away. */
export function with_params(route: Route, changes: Readonly<Record<string, string | undefined>>): Route {
  const params: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...route.params, ...changes })) if (value) params[key] = value;
  return { view: route.view, params };
}

/** Kept from view to view. */
const lasting = ["theme", "keys"];

/** Another view, with nothing of this one's state but what lasts. */
export function to_view(route: Route, view: View, params: Readonly<Record<string, string>> = {}): Route {
  const kept = Object.fromEntries(lasting.flatMap((key) => (route.params[key] ? [[key, route.params[key]]] : [])));
  return { view, params: { ...kept, ...params } };
}
