// SPDX-License-Identifier: MIT OR Apache-2.0
// What would go if a request went, and who asked for which feature.
import { useMemo } from "preact/hooks";
import type { Model } from "../data/model";
import { name_of, slug_text } from "../data/model";
import { remembered } from "../data/remembered";
import { saves_something, sentence } from "../data/requests";
import type { FeatureReason, Request } from "../data/report";
import { use_page } from "../page";
import { Section } from "../parts/section";
import { Choice } from "../parts/choice";
import type { Facet } from "../parts/filters";
import { facet } from "../parts/filters";
import { containing, Listing } from "../parts/listing";
import type { Column } from "../parts/table";
import { element, numbers, opening, words } from "../parts/table";
import { FewOf } from "../parts/text";
import { counted, lookup, number_text, seconds_text } from "../parts/wording";
import { FindingCard } from "./finding_card";

const positive = (value: number) => (value > 0 ? number_text(value) : "");

function coded(text: string): Node[] {
  return text.split("`").map((part, at) => (at % 2 ? element("code", "", part) : document.createTextNode(part)));
}

const request_columns = (model: Model): Column<Request>[] => [
  words("request", "Request", (one) => sentence(model, one).replaceAll("`", ""), (one) => opening("request", one.edit, ...coded(sentence(model, one)))),
  numbers("saved", "Saves", ({ saves }) => saves.cost_seconds, ({ saves }) => (saves.cost_seconds > 0 ? seconds_text(saves.cost_seconds) : "")),
  numbers("chain", "Off the chain", ({ saves }) => saves.critical_path_seconds, ({ saves }) => (saves.critical_path_seconds > 0 ? seconds_text(saves.critical_path_seconds) : "")),
  numbers("gone", "Packages", ({ saves }) => saves.packages, ({ saves }) => positive(saves.packages)),
  numbers("units", "Units", ({ saves }) => saves.units, ({ saves }) => positive(saves.units)),
  numbers("code", "Build code", ({ saves }) => saves.build_scripts + saves.proc_macros, ({ saves }) => positive(saves.build_scripts + saves.proc_macros)),
  numbers("features", "Features", ({ saves }) => saves.features, ({ saves }) => positive(saves.features)),
  words("place", "Place", ({ location, void_because }) => void_because ?? (location ? `${location.file}:${location.line}` : ""), ({ location, void_because }) => (void_because ? element("span", "void", ...coded(void_because)) : element("code", "place", location ? `${location.file}:${location.line}` : ""))),
];

const request_facets = (model: Model): Facet<Request>[] => [
  facet("effect", "Effect", (one) => [saves_something(one) ? "saves something" : "saves nothing"], ["saves something", "saves nothing"]),
  facet("member", "Member", ({ member }) => [name_of(model, member) || "the workspace"]),
  facet("edit", "Edit", ({ edit }) => [edit.slice(0, edit.indexOf(":")).replaceAll("-", " ")]),
];

function Requests() {
  const { model } = use_page();
  const all = model.report.requests;
  const columns = useMemo(() => request_columns(model), [model]);
  if (all.length === 0)
    return <p class="empty">No request was tried out in this run. <code>plimsoll what-if no-default-features:MEMBER/DEPENDENCY</code> tries one.</p>;
  return (
    <>
      <p class="lead">Each request of a manifest was taken away once and the build resolved anew: this is what would go. Dearest first.</p>
      <Listing label="Requests and what would go without them" kind="requests" columns={columns} all={all} facets={request_facets(model)} noun="request" example="tokio"
        search={containing((one) => `${sentence(model, one)} ${one.location?.file ?? ""}`)} />
    </>
  );
}

interface Asked {
  ix: number;
  reason: FeatureReason;
  by: number | undefined;
}

const through_words: Record<string, string> = {
  selection: "the selection",
  declaration: "its declaration",
  default: "default features",
  feature: "its own feature",
  "dependency-feature": "a feature of it",
};

function reason_text(model: Model, { ix, reason, by }: Asked): string {
  const how = reason.of ? `feature ${reason.of}` : (lookup(through_words, reason.through) ?? reason.through);
  return by === ix ? `${how} of the package itself` : `${how} in ${name_of(model, by) || "the selection"}`;
}

const all_asked = remembered((model: Model): Asked[] =>
  model.packages.flatMap((one, ix) => one.feature_reasons.map((reason) => ({ ix, reason, by: model.by_id.get(reason.by) }))),
);

function WhoAsked() {
  const { model } = use_page();
  const all = all_asked(model);
  const columns = useMemo((): Column<Asked>[] => [
    words("feature", "Feature", ({ reason }) => reason.feature, ({ reason }) => element("code", "", reason.feature)),
    words("name", "Of", ({ ix }) => slug_text(model, ix), ({ ix }) => opening("package", model.slugs[ix] ?? "", slug_text(model, ix))),
    words("side", "Side", ({ reason }) => reason.side),
    words("by", "On because of", (one) => reason_text(model, one)),
  ], [model]);
  if (all.length === 0) return <p class="empty">Who asked for which feature is not known: the packages’ manifests were not all at hand.</p>;
  return (
    <>
      <p class="lead">Every feature that is on, with who asked for it first.</p>
      <Listing label="Features that are on, and why" kind="asked" columns={columns} all={all} facets={[]} noun="feature" example="tokio/full"
        search={containing((one) => `${name_of(model, one.ix)}/${one.reason.feature} ${reason_text(model, one)}`)} />
    </>
  );
}

export function Features() {
  const { model, route } = use_page();
  const asked = route.params.part === "asked";
  const findings = model.report.findings.filter(({ group }) => group === "features");
  return (
    <>
      <h1>Features</h1>
      <Choice parts legend="Part" name="part" options={[["requests", "What goes if a request goes"], ["asked", "Who asked for what"]]} forget={["q", "sort", "effect", "member", "edit"]} />
      {asked ? <WhoAsked /> : <Requests />}
      {!asked && findings.length > 0 && (
        <Section title={`${counted(findings.length, "finding")} about features`}>
          <ul class="cards" aria-label="Findings about features"><FewOf all={findings} few={10}>{(finding) => <FindingCard key={finding.fingerprint} finding={finding} />}</FewOf></ul>
        </Section>
      )}
    </>
  );
}
