// SPDX-License-Identifier: MIT OR Apache-2.0
// Build scripts and proc macros: code of others that runs on the machine that builds.
import { useMemo } from "preact/hooks";
import type { Model } from "../data/model";
import { name_of, way_to } from "../data/model";
import { remembered } from "../data/remembered";
import { use_page } from "../page";
import { FewOf, PackageLink } from "../parts/text";
import type { Column } from "../parts/table";
import { Table, words } from "../parts/table";
import { counted, is_live, seconds_text } from "../parts/wording";
import { with_params } from "../route";
import { FindingTitle } from "./finding_card";
import type { Row } from "./packages";
import { build_time_words, cost_column, name_column, rows_of, users_column } from "./packages";

/** What did not run at the time of the base. */
const fresh = remembered((model: Model) =>
  new Set(model.report.base?.causes.flatMap(({ changes }) => changes.filter((one) => one.new_build_script || one.new_proc_macro).map((one) => one.package))));

const runs = (model: Model, { ix, one }: Row): string => `${fresh(model).has(ix) ? "new " : ""}${build_time_words(one)}`;

/** New ones first, then those that do more than look around, then the dearest. */
function runners(model: Model): Row[] {
  const order = ({ ix, one }: Row) => (fresh(model).has(ix) ? 4 : 0) + (one.build_script_does.some((what) => what !== "probe") ? 2 : 0) + (one.links ? 1 : 0);
  return rows_of(model).filter(({ one }) => (one.build_script || one.proc_macro) && is_live(one))
    .sort((a, b) => order(b) - order(a) || (b.one.cost_seconds ?? 0) - (a.one.cost_seconds ?? 0) || a.ix - b.ix);
}

const does = ({ one }: Row): string => [...one.build_script_does.map((word) => word.replaceAll("-", " ")), ...(one.links ? [`links ${one.links}`] : [])].join(", ");

function Short({ rows, all }: { rows: Row[]; all: number }) {
  const { model, route, go } = use_page();
  return (
    <>
      <ul class="runners">
        {rows.map((row) => (
          <li key={row.ix} class="item row">
            <PackageLink ix={row.ix} />
            <span class="what">{runs(model, row)}{does(row) && `: ${does(row)}`}</span>
            <span class="numeric">{row.one.cost_seconds ? seconds_text(row.one.cost_seconds) : ""}</span>
          </li>
        ))}
      </ul>
      {all > rows.length && <p><button class="quiet" onClick={() => go(with_params(route, { part: "code" }))}>{all - rows.length} more, as a table</button></p>}
    </>
  );
}

export function BuildCode({ few }: { few: number }) {
  const { model } = use_page();
  const rows = useMemo(() => runners(model), [model]);
  const scripts = rows.filter(({ one }) => one.build_script).length;
  const macros = rows.filter(({ one }) => one.proc_macro).length;
  const findings = model.report.findings.filter(({ group }) => group === "build-cost");
  const columns = useMemo((): Column<Row>[] => [
    name_column,
    words("code", "Runs", (row) => runs(model, row)),
    words("does", "Does", does),
    cost_column,
    users_column,
    words("through", "Brought in through", ({ ix }) => way_to(model, ix).slice(0, -1).map((step) => name_of(model, step)).join(" → ")),
  ], [model]);
  if (rows.length === 0) return <p class="empty">No build script and no proc macro is known to run.</p>;
  return (
    <>
      <p class="lead">{counted(scripts, "build script")} and {counted(macros, "proc macro")} run on the machine that builds, with the rights of whoever builds.</p>
      {few !== Infinity && findings.length > 0 && (
        <ul class="notes"><FewOf all={findings} few={2}>{(one) => <li key={one.fingerprint}><FindingTitle finding={one} /></li>}</FewOf></ul>
      )}
      {few === Infinity ? <Table label="Code that runs while building" kind="code" columns={columns} rows={rows} noun="package" /> : <Short rows={rows.slice(0, few)} all={rows.length} />}
    </>
  );
}
