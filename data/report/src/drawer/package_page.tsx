// SPDX-License-Identifier: MIT OR Apache-2.0
import { gates, leaves_with, source_word, way_to } from "../data/model";
import type { Package } from "../data/report";
import { use_page } from "../page";
import { Facts, FewOf, LevelMark, Outward, PackageLink, PackageList, PlaceText, ReachMark } from "../parts/text";
import { counted, reach_meanings, seconds_text } from "../parts/wording";
import { EgoGraph } from "../pictures/ego";
import { FindingTitle } from "../views/finding_card";
import { build_time_words } from "../views/packages";
import { Asked, Needs, Versions } from "./links";
import { Part } from "./finding_page";
import { WayLines } from "./way_lines";

function Marks({ one }: { one: Package }) {
  return (
    <p class="over-title">
      <ReachMark reach={one.reach} />
      <span>{one.member ? "member" : source_word(one)}</span>
      {build_time_words(one) && <span class="mark">{build_time_words(one)}</span>}
      {one.duplicate && <span class="mark">several versions</span>}
    </p>
  );
}

function FoundHere({ ix }: { ix: number }) {
  const { model } = use_page();
  const findings = model.findings_of[ix] ?? [];
  if (findings.length === 0) return null;
  return (
    <Part title={counted(findings.length, "finding")}>
      <ul class="plain">{findings.map((one) => <li key={one.fingerprint}><LevelMark level={one.level} /> <FindingTitle finding={one} />{one.excused && " (accepted)"}</li>)}</ul>
    </Part>
  );
}

function WhyHere({ ix }: { ix: number }) {
  const { model } = use_page();
  const way = way_to(model, ix);
  const doors = gates(model, ix);
  const leaving = leaves_with(model, ix);
  const one = model.packages[ix]!;
  return (
    <>
      {!one.member && (
        <Part title="Why it is here">
          {way.length > 1 ? <WayLines way={way} /> : <p>{one.reach === "not-enabled" || one.reach === "other-target" ? `Locked, but nothing that is built leads here: ${reach_meanings[one.reach]}.` : "No way from a member is known."}</p>}
          {doors.length > 0 && <p>Every way leads through {doors.slice(0, 4).map((door, at) => <span key={door}>{at > 0 && ", "}<PackageLink ix={door} /></span>)}: without {doors.length === 1 ? "it" : "the nearest"}, it goes.</p>}
        </Part>
      )}
      {leaving.length > 0 && (
        <Part title={`${counted(leaving.length, "package")} would leave with it${one.owned?.cost_seconds ? `, ${seconds_text(one.owned.cost_seconds)} in all` : ""}`}>
          <PackageList all={leaving} />
        </Part>
      )}
    </>
  );
}

function FeatureList({ ix }: { ix: number }) {
  const { model } = use_page();
  const one = model.packages[ix]!;
  if (one.features.length === 0 && !one.host_features?.length) return null;
  const reason_of = (feature: string) => one.feature_reasons.find((reason) => reason.feature === feature);
  const host_only = (one.host_features ?? []).filter((feature) => !one.features.includes(feature));
  const because = (feature: string) => {
    const reason = reason_of(feature);
    if (!reason) return null;
    const by = model.by_id.get(reason.by);
    if (by === ix) return reason.of ? <>its own feature <code>{reason.of}</code></> : <>the selection</>;
    return <>{by !== undefined && <PackageLink ix={by} />} {reason.of ? <>by its feature <code>{reason.of}</code></> : reason.through === "default" ? "by default features" : "asks for it"}</>;
  };
  return (
    <Part title={`${counted(one.features.length + host_only.length, "feature")} on`}>
      <ul class="features-on">
        <FewOf all={[...one.features, ...host_only]} few={14}>
          {(feature) => <li key={feature}><code>{feature}</code> <span>{because(feature)}{host_only.includes(feature) && " (while building)"}</span></li>}
        </FewOf>
      </ul>
    </Part>
  );
}

function Known({ ix }: { ix: number }) {
  const { model } = use_page();
  const one = model.packages[ix]!;
  const does = [...one.build_script_does.map((word) => word.replaceAll("-", " ")), ...(one.links ? [`links ${one.links}`] : [])].join(", ");
  return (
    <Facts rows={[
      ["Reach", reach_meanings[one.reach]],
      ["Licence", one.license ?? "none told"],
      ["To compile", one.cost_seconds ? `${seconds_text(one.cost_seconds)}, ${one.cost_measured ? "measured" : "estimated"}` : null],
      ["While building", does],
      ["Locked at", one.location && <PlaceText at={one.location} />],
      ["Source", source_word(one) === "git" && one.source],
      ["Repository", one.repository && <Outward href={one.repository} />],
    ]} />
  );
}

export function PackagePage({ ix }: { ix: number }) {
  const { model } = use_page();
  const one = model.packages[ix]!;
  return (
    <>
      <Marks one={one} />
      <h2 tabIndex={-1}>{one.name} <span class="version">{one.version}</span></h2>
      {one.description && <p class="description">{one.description}</p>}
      <FoundHere ix={ix} />
      <WhyHere ix={ix} />
      <Known ix={ix} />
      <Versions ix={ix} />
      <Asked ix={ix} />
      <FeatureList ix={ix} />
      <Needs ix={ix} />
      <Part title="Around it"><EgoGraph ix={ix} /><p class="legend">Left of it who asks for it, right of it what it needs. The lists above hold all.</p></Part>
    </>
  );
}
