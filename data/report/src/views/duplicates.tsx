// SPDX-License-Identifier: MIT OR Apache-2.0
// What is there in several versions, who holds the versions apart, and what would bring them together.
import { useMemo } from "preact/hooks";
import type { Root } from "../data/copies";
import { roots_of, spare_seconds } from "../data/copies";
import type { Copy, Duplicate, Finding } from "../data/report";
import { use_page } from "../page";
import { Cards } from "../parts/cards";
import { FilterField } from "../parts/filters";
import { Section } from "../parts/section";
import { Command, FewOf, LevelMark, Message, PackageLink, PlaceText } from "../parts/text";
import { counted, seconds_text } from "../parts/wording";
import { FindingTitle } from "./finding_card";

function Holders({ copy }: { copy: Copy }) {
  const { model } = use_page();
  const one = model.packages[copy.package];
  if (!one) return null;
  return (
    <div class="copy">
      <h4><PackageLink ix={copy.package}>{one.version}</PackageLink> <small>{[copy.built ? "built" : one.reach, copy.cost_seconds ? seconds_text(copy.cost_seconds) : ""].filter(Boolean).join(" · ")}</small></h4>
      <ul>
        <FewOf all={copy.holders} few={4}>
          {(holder) => <li key={`${holder.package}${holder.requirement}`}><PackageLink ix={holder.package} /> asks for <code>{holder.requirement ?? "any"}</code> <PlaceText at={holder.location} /></li>}
        </FewOf>
        {copy.holders.length === 0 && <li>nobody is known to ask for it</li>}
      </ul>
    </div>
  );
}

function WhatToDo({ finding }: { finding: Finding }) {
  const command = finding.fix?.commands[0];
  return (
    <div class="do">
      <p><LevelMark level={finding.level} /> <FindingTitle finding={finding} /></p>
      {command && <Command text={command} />}
      {finding.help && <p class="cure"><Message text={finding.help} /></p>}
    </div>
  );
}

function RootCard({ root: { duplicate, followers } }: { root: Root }) {
  const { model } = use_page();
  const finding = model.by_fingerprint.get(duplicate.finding ?? "")
    ?? model.report.findings.find((one) => one.rule === "duplicate-versions" && duplicate.copies.some((copy) => model.packages[copy.package]?.id === one.package?.id));
  const spare = [duplicate, ...followers].reduce((sum, one) => sum + spare_seconds(one), 0);
  return (
    <li class="item card duplicate">
      <h3>{duplicate.name} <small>{counted(duplicate.copies.length, "version")}{spare > 0.05 && ` · ${seconds_text(spare)} for the lesser copies`}{followers.length > 0 && ` · brings ${counted(followers.length, "other duplicate")}`}</small></h3>
      <div class="copies">{duplicate.copies.map((copy) => <Holders key={copy.package} copy={copy} />)}</div>
      {finding && <WhatToDo finding={finding} />}
      {followers.length > 0 && (
        <details>
          <summary>Follows from it: {followers.slice(0, 5).map(({ name }) => name).join(", ")}{followers.length > 5 && "…"}</summary>
          {followers.map((one) => <Follower key={one.name} duplicate={one} />)}
        </details>
      )}
    </li>
  );
}

function Follower({ duplicate }: { duplicate: Duplicate }) {
  return (
    <section>
      <h4>{duplicate.name}</h4>
      <div class="copies">{duplicate.copies.map((copy) => <Holders key={copy.package} copy={copy} />)}</div>
    </section>
  );
}

export function Duplicates() {
  const { model, route } = use_page();
  const roots = useMemo(() => roots_of(model), [model]);
  const wanted = (route.params.q ?? "").toLowerCase();
  const shown = useMemo(
    () => (wanted ? roots.filter(({ duplicate, followers }) => [duplicate, ...followers].some(({ name }) => name.toLowerCase().includes(wanted))) : roots),
    [roots, wanted],
  );
  const follow = roots.reduce((sum, { followers }) => sum + followers.length, 0);
  return (
    <>
      <h1>Duplicates</h1>
      <p class="lead">{counted(roots.length, "root cause")}{follow > 0 && `, from which ${counted(follow, "more duplicate")} follow`}. A version goes when everybody who asks for it accepts another.</p>
      {roots.length > 0 && <FilterField label="Filter duplicates" example="syn" />}
      {roots.length === 0 && <p class="empty">Nothing is built in several versions.</p>}
      {roots.length > 0 && shown.length === 0 && <p class="empty">No duplicate is left by this filter.</p>}
      <Section title="Root causes" count={shown.length}>
        <Cards items={shown} label="Root causes">{(root) => <RootCard key={root.duplicate.name} root={root} />}</Cards>
      </Section>
    </>
  );
}
