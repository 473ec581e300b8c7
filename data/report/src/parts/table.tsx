// SPDX-License-Identifier: MIT OR Apache-2.0
// A sortable table of any length. Rows are plain elements, made once each and kept; they stand in groups that the browser
// lays out only on approach. Up to 5,000 rows all are in the document; above, groups are filled on approach.
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Level, Reach } from "../data/report";
import { use_page } from "../page";
import { with_params } from "../route";
import { copy } from "./text";
import { counted, level_signs } from "./wording";

export interface Column<T> {
  key: string;
  label: string;
  /** What the row is sorted and exported by. */
  value: (row: T) => string | number;
  /** What is shown, if not the value. */
  show: ((row: T) => Node | string) | undefined;
  /** Stands to the right; sorting begins with the greatest. */
  numeric: boolean;
}

export function words<T>(key: string, label: string, value: (row: T) => string, show?: (row: T) => Node | string): Column<T> {
  return { key, label, value, show, numeric: false };
}

export function numbers<T>(key: string, label: string, value: (row: T) => number, show?: (row: T) => Node | string): Column<T> {
  return { key, label, value, show, numeric: true };
}

export interface TableShape<T> {
  /** Names the table for screen readers. */
  label: string;
  /** Says which columns there are, in `grid-template-columns` of the style sheet. */
  kind: string;
  columns: Column<T>[];
  rows: T[];
  /** Sorted by it while the address names no column. */
  order?: string;
  /** Rows that are alike, for the sentence that counts them. */
  noun: string;
  /** How many there are without any filter, whose rows are sorted; without it the table sorts them. */
  total?: number;
}

const group_size = 25;
/** Milliseconds in which the first rows are painted before the others are made. */
const head_start = 30;
const all_at_once = 5000;

function cell<T>(column: Column<T>, row: T): HTMLElement {
  const made = document.createElement("div");
  made.setAttribute("role", "cell");
  made.className = `cell ${column.key}${column.numeric ? " numeric" : ""}`;
  const shown = column.show ? column.show(row) : String(column.value(row));
  made.append(shown);
  if (made.textContent) made.dataset.label = column.label;
  return made;
}

/** Fills and refills the body of one table. */
class Body<T extends object> {
  private readonly made = new WeakMap<T, HTMLElement>();
  private timer = 0;
  private watcher: IntersectionObserver | undefined;

  constructor(private readonly host: HTMLElement, private readonly columns: Column<T>[]) {}

  private element(row: T): HTMLElement {
    const known = this.made.get(row);
    if (known) return known;
    const made = document.createElement("div");
    made.setAttribute("role", "row");
    made.className = "row";
    made.append(...this.columns.map((column) => cell(column, row)));
    this.made.set(row, made);
    return made;
  }

  private group(at: number, count: number): HTMLElement {
    const known = this.host.children[at];
    const made = known instanceof HTMLElement ? known : document.createElement("div");
    made.setAttribute("role", "rowgroup");
    made.className = "group";
    made.style.setProperty("--rows", String(count));
    if (!known) this.host.append(made);
    return made;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.watcher?.disconnect();
  }

  show(rows: T[]): void {
    this.stop();
    const groups = Math.ceil(rows.length / group_size);
    [...this.host.children].forEach((group, at) => ((group as HTMLElement).hidden = at >= groups));
    const fill = (at: number) => {
      const part = rows.slice(at * group_size, (at + 1) * group_size);
      this.group(at, part.length).replaceChildren(...part.map((row) => this.element(row)));
    };
    if (groups > 0) fill(0);
    if (rows.length > all_at_once) this.fill_on_approach(groups, rows.length, fill);
    this.fill_soon(1, rows.length > all_at_once ? 1 : groups, groups, fill, head_start);
  }

  /** Groups that are no longer needed were hidden, and go last. */
  private fill_soon(from: number, groups: number, needed: number, fill: (at: number) => void, wait = 0): void {
    this.timer = window.setTimeout(() => {
      const until = performance.now() + 8;
      let at = from;
      while (performance.now() < until)
        if (at < groups) fill(at++);
        else if (this.host.children.length > needed) this.host.lastElementChild?.remove();
        else return;
      this.fill_soon(at, groups, needed, fill);
    }, wait);
  }

  private fill_on_approach(groups: number, count: number, fill: (at: number) => void): void {
    const open = new Map<Element, number>();
    this.watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const at = open.get(target);
          if (!isIntersecting || at === undefined) continue;
          fill(at);
          this.watcher?.unobserve(target);
        }
      },
      { rootMargin: "1500px" },
    );
    for (let at = 1; at < groups; ++at) {
      const made = this.group(at, Math.min(group_size, count - at * group_size));
      made.replaceChildren();
      open.set(made, at);
      this.watcher.observe(made);
    }
  }
}

function sorted<T>(rows: T[], column: Column<T> | undefined, reverse: boolean): T[] {
  if (!column) return rows;
  const keyed = rows.map((row, at) => ({ row, at, value: column.value(row) }));
  const down = column.numeric !== reverse ? -1 : 1;
  keyed.sort((a, b) => {
    const order = typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value
      : a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
    return order * down || a.at - b.at;
  });
  return keyed.map(({ row }) => row);
}

const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function exported<T>(format: string, columns: Column<T>[], rows: T[]): string {
  const heads = columns.map(({ label }) => label);
  const lines = rows.map((row) => columns.map((column) => String(column.value(row))));
  if (format === "CSV") return [heads, ...lines].map((line) => line.map(quoted).join(",")).join("\n");
  const table = [heads, heads.map(() => "---"), ...lines.map((line) => line.map((value) => value.replaceAll("|", "\\|")))];
  return table.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** What the address says rows are sorted by. */
function sorting<T>({ columns, order }: Pick<TableShape<T>, "columns" | "order">, params: Readonly<Record<string, string>>) {
  const key = (params.sort ?? order ?? "").replace(/^-/, "");
  return { key, reverse: !!params.sort?.startsWith("-"), column: columns.find((one) => one.key === key) };
}

/** All rows in the order that a table would give them: what is taken from them needs no sorting any more. */
export function use_sorted<T>(all: T[], shape: Pick<TableShape<T>, "columns" | "order">): T[] {
  const { column, reverse } = sorting(shape, use_page().route.params);
  return useMemo(() => sorted(all, column, reverse), [all, column, reverse]);
}

export function Table<T extends object>({ label, kind, columns, rows, order, noun, total }: TableShape<T>) {
  const { route, go, say } = use_page();
  const host = useRef<HTMLDivElement>(null);
  const body = useRef<Body<T> | null>(null);
  const { key, reverse, column } = sorting({ columns, order: order ?? "" }, route.params);
  const shown = useMemo(() => (total === undefined ? sorted(rows, column, reverse) : rows), [rows, column, reverse]);
  const all = total ?? rows.length;

  useLayoutEffect(() => {
    if (!host.current) return undefined;
    body.current ??= new Body<T>(host.current, columns);
    body.current.show(shown);
    return () => body.current?.stop();
  }, [shown]);
  useEffect(() => {
    if (all !== rows.length) say(`${rows.length} of ${counted(all, noun)} shown`);
  }, [rows.length, all]);

  const sort_by = (one: Column<T>) => {
    const again = one.key === key && !reverse;
    go(with_params(route, { sort: `${again ? "-" : ""}${one.key}` }), "replace");
  };
  const copy_as = async (format: string) => {
    const done = await copy(exported(format, columns, shown));
    say(done ? `${counted(shown.length, noun)} copied as ${format}` : "The browser did not allow copying");
  };
  const direction = (one: Column<T>) => {
    if (one !== column) return "none";
    return one.numeric !== reverse ? "descending" : "ascending";
  };

  return (
    <div class="table-frame">
      <div class="table-facts">
        <p>{all === rows.length ? counted(all, noun) : `${rows.length} of ${counted(all, noun)}`}{rows.length > all_at_once && "; the browser’s own search sees only rows that were scrolled to"}</p>
        <p class="copy-as">
          Copy as {["Markdown", "CSV"].map((format) => (
            <button class="quiet" key={format} onClick={() => copy_as(format)}>{format}</button>
          ))}
        </p>
      </div>
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1} aria-colcount={columns.length} class={`grid ${kind}`}>
        <div role="rowgroup" class="heads">
          <div role="row" class="row">
            {columns.map((one) => (
              <div role="columnheader" key={one.key} aria-sort={direction(one)} class={`cell ${one.key}${one.numeric ? " numeric" : ""}`}>
                <button onClick={() => sort_by(one)}>{one.label}<span class="arrow" aria-hidden /></button>
              </div>
            ))}
          </div>
        </div>
        <div class="groups" role="presentation" ref={host} />
      </div>
    </div>
  );
}

/** An element for a cell. */
export function element(tag: string, kind: string, ...content: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.append(...content);
  return made;
}

export const level_cell = (level: Level, count: number): HTMLElement =>
  element("span", `level ${level}`, `${level_signs[level]} ${count} ${level}`);

export const reach_cell = (reach: Reach | null): HTMLElement => element("span", `reach ${reach}`, reach ?? "");

/** A link for a cell that opens something beside the view. */
export function opening(kind: "package" | "finding" | "request", name: string, ...content: (Node | string)[]): HTMLElement {
  const made = element("a", kind, ...content) as HTMLAnchorElement;
  made.href = `#/${kind}/${encodeURIComponent(name)}`;
  made.dataset.open = `${kind}/${name}`;
  return made;
}
