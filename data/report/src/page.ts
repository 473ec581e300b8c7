// SPDX-License-Identifier: MIT OR Apache-2.0
// What every part of the page can ask for: the report shown, the address, and a way to change it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Model } from "./data/model";
import type { Route } from "./route";

export interface Page {
  model: Model;
  route: Route;
  /** `replace` leaves no step in the history; for typing. */
  go(route: Route, how?: "push" | "replace"): void;
  /** Tells screen readers. */
  say(text: string): void;
}

export const PageContext = createContext<Page | null>(null);

export function use_page(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("a part stands outside of the page");
  return page;
}
