// SPDX-License-Identifier: MIT OR Apache-2.0
// The whole page: the address decides what is shown, and everything that changes the page changes the address.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Model } from "./data/model";
import { Drawer } from "./drawer/drawer";
import { dropped_report } from "./drop";
import { Help } from "./chrome/help";
import { Masthead } from "./chrome/masthead";
import { Navigation } from "./chrome/navigation";
import { Search } from "./chrome/search";
import { keep_focus, use_keys } from "./keys";
import { PageContext } from "./page";
import type { Route } from "./route";
import { format, opened, parse, with_params } from "./route";
import { ViewOf } from "./views/view";

export type Dialog = "search" | "help" | undefined;

function use_route(): [Route, (route: Route, how?: "push" | "replace") => void] {
  const [fragment, set_fragment] = useState(location.hash);
  const late = useRef("");
  const timer = useRef(0);
  const write = () => {
    clearTimeout(timer.current);
    if (late.current) history.replaceState(null, "", late.current);
    late.current = "";
  };
  useEffect(() => {
    const follow = () => {
      late.current = "";
      set_fragment(location.hash);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const go = useCallback((route: Route, how: "push" | "replace" = "push") => {
    const wanted = format(route);
    if (how === "replace") {
      // The browser takes its time with addresses, and takes only a few of them each second.
      late.current = wanted;
      clearTimeout(timer.current);
      timer.current = window.setTimeout(write, 60);
    } else {
      write();
      if (wanted !== location.hash) history.pushState(null, "", wanted);
    }
    set_fragment(wanted);
  }, []);
  return [useMemo(() => parse(fragment), [fragment]), go];
}

/** Links that open something do so beside the present view, unless a new tab is asked for. */
function use_openings(route: Route, go: (route: Route) => void): void {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const at = event.target instanceof Element ? event.target : null;
      const link = at?.closest("[data-open]") ?? (at?.closest("a, button, input") ? null : at?.closest(".row")?.querySelector("[data-open]"));
      const open = link instanceof Element ? link.getAttribute("data-open") : null;
      if (!open || getSelection()?.type === "Range") return;
      event.preventDefault();
      if (link instanceof HTMLElement) keep_focus(link);
      go(with_params(route, { open }));
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [route, go]);
}

export function App({ first }: { first: Model }) {
  const [model, set_model] = useState(first);
  const [route, go] = use_route();
  const [dialog, set_dialog] = useState<Dialog>();
  const [notice, set_notice] = useState("");
  const live = useRef<HTMLParagraphElement>(null);
  const say = useCallback((text: string) => {
    if (live.current) live.current.textContent = text;
  }, []);

  useEffect(() => {
    document.documentElement.dataset.theme = route.params.theme === "dark" || route.params.theme === "light" ? route.params.theme : "system";
  }, [route.params.theme]);
  useEffect(() => {
    document.title = `${model.report.workspace.name ?? "Report"}: ${route.view} · Plimsoll`;
  }, [route.view, model]);
  useEffect(() => dropped_report((outcome, name) => {
    if (typeof outcome === "string") return set_notice(outcome);
    set_model(outcome);
    set_notice(`This is ${name}, opened in the page of another report.`);
    document.documentElement.classList.add("dropped");
  }), []);
  use_openings(route, go);
  use_keys({ model, route, go, dialog, set_dialog });

  const page = useMemo(() => ({ model, route, go, say }), [model, route, go, say]);
  const is_open = opened(route) !== undefined;
  return (
    <PageContext.Provider value={page}>
      <Masthead on_dialog={set_dialog} />
      {notice && <p class="notice" role="status">{notice} <button class="quiet" onClick={() => set_notice("")}>Dismiss</button></p>}
      <div class={is_open ? "frame with-drawer" : "frame"}>
        <Navigation />
        <main id="view" tabIndex={-1}>
          <ViewOf />
        </main>
        {is_open && <Drawer />}
      </div>
      {dialog === "search" && <Search on_close={() => set_dialog(undefined)} />}
      {dialog === "help" && <Help on_close={() => set_dialog(undefined)} />}
      <p class="unseen" role="status" ref={live} />
    </PageContext.Provider>
  );
}
