// SPDX-License-Identifier: MIT OR Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import type { Model } from "../data/model";
import { use_page } from "../page";
import { counted, number_text, unmade_checks } from "../parts/wording";
import type { View } from "../route";
import { format, to_view, views } from "../route";

export const titles: Record<View, string> = {
  summary: "Summary",
  changes: "Changes",
  findings: "Findings",
  packages: "Packages",
  duplicates: "Duplicates",
  build: "Build",
  features: "Features",
  licences: "Licences",
  advisories: "Advisories",
  accepted: "Accepted",
  method: "Method",
};

/** How many things a view holds. */
function count({ report }: Model, view: View): number | undefined {
  switch (view) {
    case "changes":
      return report.base?.causes.reduce((sum, cause) => sum + cause.changes.length, 0);
    case "findings":
      return report.findings.length;
    case "packages":
      return report.packages.length;
    case "duplicates":
      return report.summary.duplicates;
    case "advisories":
      return report.findings.filter(({ group }) => group === "advisories").length;
    case "accepted":
      return report.accepted.length;
    case "method":
      return unmade_checks(report) || undefined;
    default:
      return undefined;
  }
}

export const shown_views = (model: Model): View[] => views.filter((view) => view !== "changes" || model.report.base !== null);

export function Navigation() {
  const { model, route } = use_page();
  const host = useRef<HTMLElement>(null);
  // On narrow screens the views stand in one row, which scrolls.
  useEffect(() => host.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }), [route.view]);
  return (
    <nav class="views" aria-label="Views" ref={host}>
      <ul>
        {shown_views(model).map((view) => {
          const number = count(model, view);
          return (
            <li key={view}>
              <a href={format(to_view(route, view))} aria-current={view === route.view ? "page" : undefined}>
                {titles[view]}
                {number !== undefined && <span class="number">{view === "method" ? counted(number, "gap") : number_text(number)}</span>}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
