// SPDX-License-Identifier: MIT OR Apache-2.0
// What runs on the machines that build, what the build waits for, and where its time goes.
import { bars_of, chain_of, evidence } from "../data/build";
import { use_page } from "../page";
import { Section } from "../parts/section";
import { Choice, chosen_of } from "../parts/choice";
import { Crowd } from "../pictures/crowd";
import { KindLegend, Waterfall } from "../pictures/waterfall";
import { seconds_text } from "../parts/wording";
import { with_params } from "../route";
import { BuildCode } from "./build_code";
import { BuildMap } from "./build_map";
import { UnitTable } from "./unit_table";

const parts: [string, string][] = [["chain", "Chain and code"], ["code", "Code that runs"], ["timeline", "Timeline"], ["map", "Treemap"]];
const most_bars = 60;

function Chain({ few }: { few: number }) {
  const { model, route, go } = use_page();
  const chain = chain_of(model);
  const whole = route.params.chain === "whole";
  const shown = whole ? chain.slice(0, most_bars) : [...chain].sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, few).sort((a, b) => a.start - b.start);
  const left = chain.length - shown.length;
  if (chain.length === 0) return <p class="empty">What the build waits for is not known: the packages’ manifests were not all at hand.</p>;
  return (
    <>
      <p class="lead">The build cannot end before {seconds_text(Math.max(0, ...chain.map(({ end }) => end)))}: each of these waits for the one before. {evidence(chain)}.</p>
      <Waterfall bars={shown} label="The longest chain of units that wait for each other" />
      {left > 0 && (whole
        ? <p class="legend">The last {left} of {chain.length} are left out.</p>
        : <p><button class="quiet" onClick={() => go(with_params(route, { chain: "whole" }))}>{left} short ones more</button></p>)}
    </>
  );
}

function Overview() {
  return (
    <div class="two even">
      <Section title="What the build waits for"><Chain few={16} /></Section>
      <Section title="Code that runs while building"><BuildCode few={12} /></Section>
    </div>
  );
}

function Timeline() {
  const { model } = use_page();
  const bars = bars_of(model);
  if (bars.length === 0) return <p class="empty">This report has no units of the build: the packages’ manifests were not all at hand.</p>;
  const longest = [...bars].sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, 40).sort((a, b) => a.start - b.start || a.end - b.end);
  return (
    <>
      <p class="lead">{evidence(bars)}. Times are those of a machine with as many cores as there is work.</p>
      <Crowd bars={bars} />
      <Section title={`The ${longest.length} longest units, by their start`}>
        <KindLegend />
        <Waterfall bars={longest} label="The longest units, by their start" />
      </Section>
      <Section title="All units"><UnitTable bars={bars} /></Section>
    </>
  );
}

export function Build() {
  const { route } = use_page();
  const part = chosen_of(route.params.part, parts);
  return (
    <>
      <h1>Build</h1>
      <Choice parts legend="Part" name="part" options={parts} forget={["at", "sort"]} />
      {part === "chain" && <Overview />}
      {part === "code" && <BuildCode few={Infinity} />}
      {part === "timeline" && <Timeline />}
      {part === "map" && <BuildMap />}
    </>
  );
}
