// SPDX-License-Identifier: MIT OR Apache-2.0
// A table under the field and facets that narrow it.
import { useMemo } from "preact/hooks";
import { use_page } from "../page";
import type { Facet } from "./filters";
import { Chips, faceted, Facets, FilterField } from "./filters";
import type { TableShape } from "./table";
import { Table, use_sorted } from "./table";

interface Shape<T> extends Omit<TableShape<T>, "rows" | "total"> {
  all: T[];
  facets: Facet<T>[];
  /** The rows that a query admits. */
  search: (all: T[], query: string) => T[];
  /** What one could type. */
  example: string;
}

export function Listing<T extends object>({ all, facets, search, example, ...table }: Shape<T>) {
  const { route: { params } } = use_page();
  const query = params.q ?? "";
  const sorted = use_sorted(all, table);
  const searched = useMemo(() => (query ? search(sorted, query) : sorted), [sorted, query]);
  const narrowing = facets.map(({ key }) => params[key]).join("&");
  const shown = useMemo(() => faceted(searched, facets, params), [searched, narrowing]);
  return (
    <>
      <FilterField label={`Filter ${table.noun}s`} example={example} />
      <Facets items={searched} facets={facets} />
      <Chips facets={facets} />
      <Table {...table} rows={shown} total={all.length} />
    </>
  );
}

/** Rows whose text has the query in it. */
export function containing<T>(text: (row: T) => string): (all: T[], query: string) => T[] {
  return (all, query) => all.filter((row) => text(row).toLowerCase().includes(query.toLowerCase()));
}
