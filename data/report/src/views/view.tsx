// SPDX-License-Identifier: MIT OR Apache-2.0
import type { ComponentType } from "preact";
import { use_page } from "../page";
import type { View } from "../route";
import { Accepted } from "./accepted";
import { Advisories } from "./advisories";
import { Build } from "./build";
import { Changes } from "./changes";
import { Duplicates } from "./duplicates";
import { Features } from "./features";
import { Findings } from "./findings";
import { Licences } from "./licences";
import { Method } from "./method";
import { Packages } from "./packages";
import { Summary } from "./summary";

const components: Record<View, ComponentType> = {
  summary: Summary,
  changes: Changes,
  findings: Findings,
  packages: Packages,
  duplicates: Duplicates,
  build: Build,
  features: Features,
  licences: Licences,
  advisories: Advisories,
  accepted: Accepted,
  method: Method,
};

/** A table is made anew for each view, so each view is. */
export function ViewOf() {
  const { model, route } = use_page();
  const Component = components[route.view];
  return <Component key={`${route.view} ${model.report.workspace.name}`} />;
}
