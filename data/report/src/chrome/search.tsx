// SPDX-License-Identifier: MIT OR Apache-2.0
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { search } from "../data/search";
import { use_page } from "../page";
import { parse, to_view } from "../route";
import { counted } from "../parts/wording";
import { Dialog } from "./dialog";

/** A field, and what it finds; the arrows choose, Enter opens. */
export function Search({ on_close }: { on_close: () => void }) {
  const { model, route, go } = use_page();
  const list = useRef<HTMLUListElement>(null);
  const [query, set_query] = useState("");
  const [chosen, set_chosen] = useState(0);
  const hits = useMemo(() => search(model, query), [model, query]);

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen, hits]);

  const open = (at: number) => {
    const hit = hits[at];
    if (!hit) return;
    on_close();
    const { view, params } = parse(hit.target);
    go(to_view(route, view, params));
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) set_chosen(Math.min(hits.length - 1, Math.max(0, chosen + step)));
    else if (event.key === "Enter") open(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog kind="search" label="Search" on_close={on_close}>
      <input
        type="text"
        role="combobox"
        aria-label="Search packages, findings, advisories, features and files"
        aria-expanded={hits.length > 0}
        aria-controls="hits"
        aria-activedescendant={hits.length > 0 ? `hit-${chosen}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder="Package, finding, advisory, feature, file…"
        value={query}
        onInput={(event) => { set_query(event.currentTarget.value); set_chosen(0); }}
        onKeyDown={press}
      />
      <ul ref={list} id="hits" role="listbox" aria-label="Found" hidden={hits.length === 0}>
        {hits.map((hit, at) => (
          <li key={`${hit.target}${at}`} id={`hit-${at}`} role="option" aria-selected={at === chosen} onClick={() => open(at)}>
            <span class="kind">{hit.kind}</span>
            <span class="title">{hit.title.replaceAll("`", "")}</span>
            <span class="detail">{hit.detail.replaceAll("`", "")}</span>
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {query ? (hits.length ? `${counted(hits.length, "hit")} · ↑ ↓ choose, Enter opens, Esc closes` : "Nothing of that name is in this report") : "Enter opens the first, Esc closes"}
      </p>
    </Dialog>
  );
}
