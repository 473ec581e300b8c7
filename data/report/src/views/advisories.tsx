// SPDX-License-Identifier: MIT OR Apache-2.0
import { useMemo } from "preact/hooks";
import { use_page } from "../page";
import { Message } from "../parts/text";
import { database_text } from "../parts/wording";
import { FindingList } from "./findings";

export function Advisories() {
  const { model: { report } } = use_page();
  const all = useMemo(() => report.findings.filter(({ group }) => group === "advisories"), [report]);
  const unmade = report.gaps.filter(({ rule }) => report.rules.some((one) => one.name === rule && one.group === "advisories"));
  return (
    <>
      <h1>Advisories</h1>
      <p class="lead">Advisories and yanked versions, from {database_text(report)}{report.advisory_database?.commit && `, commit ${report.advisory_database.commit.slice(0, 12)}`}.</p>
      {unmade.length > 0 && <p class="warned">Not checked in full: <Message text={`${[...new Set(unmade.map(({ rule }) => `\`${rule}\``))].join(", ")} – ${unmade[0]?.reason}`} /></p>}
      <FindingList all={all} none={unmade.length > 0 ? "Nothing was found in what could be checked." : "No advisory names a package of this workspace, and none of its versions is yanked."} />
    </>
  );
}
