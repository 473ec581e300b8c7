// SPDX-License-Identifier: MIT OR Apache-2.0
// Lists of a package's neighbours, with the declarations that bind them.
import { roots_of } from "../data/copies";
import { name_of } from "../data/model";
import type { Dependency } from "../data/report";
import { use_page } from "../page";
import { FewOf, PackageLink, PlaceText } from "../parts/text";
import { counted } from "../parts/wording";
import { format, to_view } from "../route";
import { Part } from "./finding_page";

function Terms({ dependency }: { dependency: Dependency }) {
  const words = [dependency.kind === "normal" ? "" : dependency.kind, dependency.optional ? "optional" : "", dependency.live ? "" : "off", dependency.platform ?? ""].filter(Boolean);
  return (
    <span class="asked">
      <code>{dependency.requirement ?? "any version"}</code>
      {dependency.features.length > 0 && <> with <code>{dependency.features.join(", ")}</code></>}
      {!dependency.default_features && " without default features"}
      {words.length > 0 && ` (${words.join(", ")})`} <PlaceText at={dependency.location} />
    </span>
  );
}

export function Asked({ ix }: { ix: number }) {
  const { model } = use_page();
  const member = (by: number) => (model.packages[by]?.member ? 0 : 1);
  const uses = [...(model.uses[ix] ?? [])].sort((a, b) => Number(b.dependency.live) - Number(a.dependency.live) || member(a.by) - member(b.by) || a.by - b.by);
  if (uses.length === 0) return null;
  return (
    <Part title={`Asked for by ${counted(new Set(uses.map(({ by }) => by)).size, "package")}`}>
      <ul class="plain links"><FewOf all={uses} few={8}>{({ by, dependency }) => <li key={`${by}${dependency.kind}${dependency.platform}${dependency.name}`}><PackageLink ix={by} /> <Terms dependency={dependency} /></li>}</FewOf></ul>
    </Part>
  );
}

export function Needs({ ix }: { ix: number }) {
  const { model } = use_page();
  const all = [...(model.packages[ix]?.dependencies ?? [])].sort((a, b) => Number(b.live) - Number(a.live));
  if (all.length === 0) return null;
  return (
    <Part title={`Needs ${counted(new Set(all.map((one) => one.package)).size, "package")}`}>
      <ul class="plain links"><FewOf all={all} few={8}>{(dependency) => <li key={`${dependency.package}${dependency.kind}${dependency.platform}${dependency.name}`} class={dependency.live ? "" : "off"}><PackageLink ix={dependency.package} /> <Terms dependency={dependency} /></li>}</FewOf></ul>
    </Part>
  );
}

/** Its other versions, and a link to who holds them apart. */
export function Versions({ ix }: { ix: number }) {
  const { model, route } = use_page();
  const name = name_of(model, ix);
  const others = model.packages.flatMap((one, at) => (one.name === name && at !== ix ? [at] : []));
  if (others.length === 0) return null;
  const root = roots_of(model).find(({ duplicate, followers }) => [duplicate, ...followers].some((one) => one.name === name));
  return (
    <Part title="Other versions">
      <ul class="inline">{others.map((at) => <li key={at}><PackageLink ix={at} /> {model.packages[at]?.reach}</li>)}</ul>
      {root && <p><a href={format(to_view(route, "duplicates", { q: root.duplicate.name }))}>Who holds them apart</a></p>}
    </Part>
  );
}
