// SPDX-License-Identifier: MIT OR Apache-2.0
// The keyboard. Single letters never act inside of fields, and can be switched off.
import { useEffect } from "preact/hooks";
import type { Dialog } from "./app";
import type { Model } from "./data/model";
import type { Route, View } from "./route";
import { opened, to_view, with_params } from "./route";

export const letters: Record<string, View> = {
  s: "summary",
  c: "changes",
  f: "findings",
  p: "packages",
  d: "duplicates",
  b: "build",
  e: "features",
  l: "licences",
  v: "advisories",
  a: "accepted",
  m: "method",
};

export interface Keyboard {
  model: Model;
  route: Route;
  go: (route: Route, how?: "push" | "replace") => void;
  dialog: Dialog;
  set_dialog: (dialog: Dialog) => void;
}

/** What the link opened that had the focus before the drawer; the link itself may have been made anew. */
let left_from: string | undefined;

export function keep_focus(link: HTMLElement): void {
  if (!link.closest("aside")) left_from = link.dataset.open;
}

export function return_focus(): void {
  const links = document.querySelectorAll<HTMLElement>("#view [data-open]");
  const link = [...links].find((one) => one.dataset.open === left_from);
  (link ?? document.getElementById("view"))?.focus();
}

function move(step: number): void {
  const items = [...document.querySelectorAll<HTMLElement>("#view [data-open]")].filter((one) => one.closest(".row, .item") && one.checkVisibility());
  const rows = items.filter((one, at) => items.findIndex((other) => other.closest(".row, .item") === one.closest(".row, .item")) === at);
  const here = document.activeElement?.closest(".row, .item");
  const at = rows.findIndex((one) => one.closest(".row, .item") === here);
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function next_finding({ model, route, go }: Keyboard, step: number): void {
  const all = model.report.findings;
  const now = opened(route);
  const at = now?.kind === "finding" ? all.findIndex((one) => one.fingerprint === now.name) : -1;
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
  if (next) go(with_params(route, { open: `finding/${next.fingerprint}` }), at < 0 ? "push" : "replace");
}

/** What a key does; nothing where it is not ours. */
function action(key: string, after_g: boolean, keyboard: Keyboard): (() => void) | undefined {
  const view = after_g ? letters[key] : undefined;
  if (view) return () => keyboard.go(to_view(keyboard.route, view));
  switch (key) {
    case "/":
      return () => keyboard.set_dialog("search");
    case "?":
      return () => keyboard.set_dialog("help");
    case "j":
      return () => move(1);
    case "k":
      return () => move(-1);
    case "[":
      return () => next_finding(keyboard, -1);
    case "]":
      return () => next_finding(keyboard, 1);
    case "c":
      return () => document.querySelector<HTMLElement>("aside .copy-link, #view .copy-link")?.click();
    default:
      return undefined;
  }
}

function in_field(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

export function use_keys(keyboard: Keyboard): void {
  useEffect(() => {
    let g_at = -Infinity;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return keyboard.set_dialog("search");
      }
      if (event.ctrlKey || event.metaKey || keyboard.dialog) return;
      if (event.key === "Escape" && opened(keyboard.route)) {
        keyboard.go(with_params(keyboard.route, { open: undefined }));
        return requestAnimationFrame(return_focus);
      }
      if (in_field(event.target) || keyboard.route.params.keys === "off") return;
      const after_g = event.timeStamp - g_at < 1500;
      g_at = event.key === "g" ? event.timeStamp : -Infinity;
      const act = action(event.key, after_g, keyboard);
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
