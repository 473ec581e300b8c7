// SPDX-License-Identifier: MIT OR Apache-2.0
// What came in, went out and moved since the base, under the edit that is its likely cause.
import type { Cause, Change } from "../data/report";
import { use_page } from "../page";
import { Section } from "../parts/section";
import { Choice } from "../parts/choice";
import { LevelMark, Message, PackageLink, PlaceText, ReachMark } from "../parts/text";
import { counted } from "../parts/wording";
import { format, to_view } from "../route";
import { FindingTitle } from "./finding_card";

const signs = { added: "+", removed: "−", moved: "~", features: "±", reach: "↔" } as const;

const step = (from: string | null, to: string | null): string => (from === null || to === null || from === to ? (to ?? from ?? "") : `${from} → ${to}`);

const needs_eyes = (change: Change): boolean => change.look_because.length > 0;

function Notes({ change }: { change: Change }) {
  const { model } = use_page();
  const findings = (model.findings_of[change.package ?? -1] ?? []).filter(({ status }) => status === "new");
  const told: [string, string][] = [
    ["licence", step(change.license_from, change.license_to)],
    ["from", step(change.source_from, change.source_to)],
    ["features on:", change.features_on.join(", ")],
    ["features off:", change.features_off.join(", ")],
  ];
  return (
    <span class="notes">
      {change.look_because.map((why) => <span key={why} class="mark">{why}</span>)}
      {told.map(([what, text]) => text && <span key={what}>{what} {text}</span>)}
      {findings.map((one) => <span key={one.fingerprint}><LevelMark level={one.level} /> <FindingTitle finding={one} /></span>)}
    </span>
  );
}

function Line({ change }: { change: Change }) {
  return (
    <li class={`item row change ${change.change}`}>
      <span class="sign"><span aria-hidden>{signs[change.change]}</span><span class="unseen">{change.change}</span></span>
      <span class="what">{change.package === null ? change.name : <PackageLink ix={change.package}>{change.name}</PackageLink>} <span class="version">{step(change.from, change.to)}</span></span>
      <span>
        {change.reach_from && change.reach_from !== change.reach && <><ReachMark reach={change.reach_from} />{change.reach && " → "}</>}
        {change.reach && <ReachMark reach={change.reach} />}
      </span>
      <Notes change={change} />
    </li>
  );
}

function CauseCard({ cause, changes }: { cause: Cause; changes: Change[] }) {
  return (
    <section class="card cause">
      <h2>{cause.title}</h2>
      {cause.location && cause.location.file + ":" + cause.location.line !== cause.title && <p><PlaceText at={cause.location} /></p>}
      {(cause.before ?? cause.after) && (
        <p class="edit">
          {cause.before && <del><code>{cause.before}</code></del>}
          {cause.before && cause.after && " → "}
          {cause.after && <ins><code>{cause.after}</code></ins>}
        </p>
      )}
      <ul class="changes" aria-label={`Changes because of ${cause.title}`}>{changes.map((change) => <Line key={`${change.change}${change.name}${change.from}${change.to}`} change={change} />)}</ul>
    </section>
  );
}

export function Changes() {
  const { model: { report: { base } }, route } = use_page();
  if (!base) return <><h1>Changes</h1><p class="empty">This report was made without a base to compare with.</p></>;
  const only = route.params.show !== "all";
  const all = base.causes.flatMap(({ changes }) => changes);
  const eyes = all.filter(needs_eyes).length;
  return (
    <>
      <h1>Changes since {base.name}</h1>
      {base.findings.new > 0 && <p class="lead"><a href={format(to_view(route, "findings", { status: "new" }))}>{counted(base.findings.new, "new finding")}</a></p>}
      {base.remarks.map((text) => <p key={text} class="lead">{text}</p>)}
      <Choice legend="Show" name="show" options={[["eyes", <>what needs eyes <span class="number">{eyes}</span></>], ["all", <>all <span class="number">{all.length}</span></>]]} />
      {base.causes.map((cause) => {
        const changes = only ? cause.changes.filter(needs_eyes) : cause.changes;
        return (changes.length > 0 || !only) && <CauseCard key={cause.title} cause={cause} changes={changes} />;
      })}
      {all.length === 0 && <p class="empty">No package changed.</p>}
      {all.length > 0 && only && eyes === 0 && <p class="empty">None of the {counted(all.length, "change")} needs eyes.</p>}
      {base.findings.unknown > 0 && <p class="empty">{counted(base.findings.unknown, "finding")} of then {base.findings.unknown === 1 ? "was" : "were"} not looked for again.</p>}
      {base.fixed.length > 0 && (
        <Section title="Gone since then" count={base.fixed.length}>
          <ul class="plain">{base.fixed.map((one, at) => <li key={at}><LevelMark level={one.level} /> <Message text={one.message} /></li>)}</ul>
        </Section>
      )}
    </>
  );
}
