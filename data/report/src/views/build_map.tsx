// SPDX-License-Identifier: MIT OR Apache-2.0
// The treemap with its way up and its list.
import { useMemo } from "preact/hooks";
import { gates, name_of } from "../data/model";
import { use_page } from "../page";
import { Choice } from "../parts/choice";
import { PackageLink } from "../parts/text";
import type { Column } from "../parts/table";
import { element, numbers, Table } from "../parts/table";
import { counted, number_text, seconds_text } from "../parts/wording";
import type { Measure } from "../pictures/treemap";
import { Treemap, owned, parts_below } from "../pictures/treemap";
import { format, with_params } from "../route";
import type { Row } from "./packages";
import { name_column, rows_of } from "./packages";

function Crumbs({ at }: { at: number | undefined }) {
  const { model, route } = use_page();
  const steps = at === undefined ? [] : [...gates(model, at).reverse(), at];
  return (
    <nav aria-label="Way up" class="crumbs">
      <ol>
        <li>{at === undefined ? <span aria-current="true">all members together</span> : <a href={format(with_params(route, { at: undefined }))}>all members together</a>}</li>
        {steps.map((ix) => (
          <li key={ix}>{ix === at ? <span aria-current="true">{name_of(model, ix)}</span> : <a href={format(with_params(route, { at: model.slugs[ix] }))}>{name_of(model, ix)}</a>}</li>
        ))}
      </ol>
      {at !== undefined && <PackageLink ix={at}>about {name_of(model, at)}</PackageLink>}
    </nav>
  );
}

export function BuildMap() {
  const { model, route } = use_page();
  const measure: Measure = route.params.by === "packages" ? "packages" : "cost";
  const at = model.by_slug.get(route.params.at ?? "");
  const rows = useMemo(() => {
    const all = rows_of(model);
    return parts_below(model, at).map((ix) => all[ix]!);
  }, [model, at]);
  const columns = useMemo((): Column<Row>[] => [
    name_column,
    numbers("ownedcost", "Seconds that go with it", ({ ix }) => owned(model, ix, "cost"), ({ ix }) => seconds_text(owned(model, ix, "cost"))),
    numbers("owned", "Packages that go with it", ({ ix }) => owned(model, ix, "packages"), ({ ix }) => number_text(owned(model, ix, "packages"))),
    numbers("cost", "Itself", ({ one }) => one.cost_seconds ?? 0, ({ one }) => seconds_text(one.cost_seconds ?? 0)),
    numbers("inside", "Inside", ({ ix }) => model.dominated[ix]?.length ?? 0, ({ ix, slug }) => {
      const inside = model.dominated[ix]?.length ?? 0;
      if (inside === 0) return "";
      const link = element("a", "", counted(inside, "package")) as HTMLAnchorElement;
      link.href = format({ view: "build", params: { part: "map", ...(measure === "packages" ? { by: measure } : {}), at: slug } });
      return link;
    }),
  ], [model, measure]);
  return (
    <>
      <Choice legend="Area shows" name="by" options={[["cost", "seconds to compile"], ["packages", "packages"]]} />
      <Crumbs at={at} />
      <p class="lead">Each area is what would go with a package: itself and what only it brings in. The list below holds the same.</p>
      <Treemap at={at} measure={measure} />
      <Table key={`${at} ${measure}`} label={at === undefined ? "Packages right below all members together" : `Packages that only ${name_of(model, at)} brings in`} kind="map" columns={columns} rows={rows} noun="package" order={measure === "cost" ? "ownedcost" : "owned"} />
    </>
  );
}
