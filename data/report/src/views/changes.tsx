// SPDX-License-Identifier: MIT OR Apache-2.0
// What came in, went out and moved since the base, under the edit that caused it.
import type { Cause, Change } from "../data/report";
import { use_page } from "../page";
import { Section } from "../parts/section";
import { Choice } from "../parts/choice";
import { LevelMark, Message, PackageLink, PlaceText, ReachMark } from "../parts/text";
import { counted } from "../parts/wording";
import { FindingTitle } from "./finding_card";

const signs = { added: "+", removed: "−", moved: "~", features: "±" } as const;

function step(change: Change): string {
  if (change.change === "added") return change.to ?? "";
  if (change.change === "removed") return change.from ?? "";
  return change.from === change.to ? (change.to ?? "") : `${change.from ?? "?"} → ${change.to ?? "?"}`;
}

/** What a reviewer should look at: new packages, new code at build time, another licence. */
function needs_eyes(change: Change): boolean {
  return change.change === "added" || change.new_build_script || change.new_proc_macro || licence_changed(change);
}

const licence_changed = (change: Change) => change.change !== "added" && change.change !== "removed" && change.license_from !== change.license_to;

function Notes({ change }: { change: Change }) {
  const { model } = use_page();
  const findings = change.package === null ? [] : (model.findings_of[change.package] ?? []);
  return (
    <span class="notes">
      {change.new_build_script && <span class="mark">new build script</span>}
      {change.new_proc_macro && <span class="mark">new proc macro</span>}
      {licence_changed(change) && <span class="mark">licence {change.license_from ?? "none"} → {change.license_to ?? "none"}</span>}
      {change.features_on.length > 0 && <span>features on: {change.features_on.join(", ")}</span>}
      {change.features_off.length > 0 && <span>off: {change.features_off.join(", ")}</span>}
      {findings.map((one) => <span key={one.fingerprint}><LevelMark level={one.level} /> <FindingTitle finding={one} /></span>)}
    </span>
  );
}

function Line({ change }: { change: Change }) {
  return (
    <li class={`item row change ${change.change}`}>
      <span class="sign"><span aria-hidden>{signs[change.change]}</span><span class="unseen">{change.change}</span></span>
      <span class="what">{change.package === null ? change.name : <PackageLink ix={change.package}>{change.name}</PackageLink>} <span class="version">{step(change)}</span></span>
      {change.reach && <ReachMark reach={change.reach} />}
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
      <Choice legend="Show" name="show" options={[["eyes", <>what needs eyes <span class="number">{eyes}</span></>], ["all", <>all <span class="number">{all.length}</span></>]]} />
      {base.causes.map((cause) => {
        const changes = only ? cause.changes.filter(needs_eyes) : cause.changes;
        return changes.length > 0 && <CauseCard key={cause.title} cause={cause} changes={changes} />;
      })}
      {all.length > 0 && only && eyes === 0 && <p class="empty">None of the {counted(all.length, "change")} brings a new package, new code at build time or another licence.</p>}
      {base.fixed.length > 0 && (
        <Section title="Gone since then" count={base.fixed.length}>
          <ul class="plain">{base.fixed.map((one, at) => <li key={at}><LevelMark level={one.level} /> <Message text={one.message} /></li>)}</ul>
        </Section>
      )}
    </>
  );
}
