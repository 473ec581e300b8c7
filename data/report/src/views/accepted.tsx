// SPDX-License-Identifier: MIT OR Apache-2.0
// What was taken on purpose, why, and until when.
import { use_page } from "../page";
import { LevelMark } from "../parts/text";
import { counted } from "../parts/wording";
import { FindingTitle } from "./finding_card";

const day = 24 * 60 * 60 * 1000;

/** Days from the reader's today until the end of that date; less than nothing when it has passed. */
export function days_left(until: string, today: number): number {
  return Math.floor((Date.parse(`${until}T23:59:59Z`) - today) / day);
}

function Until({ until }: { until: string | null }) {
  if (!until) return <>without end</>;
  const left = days_left(until, Date.now());
  if (!Number.isFinite(left)) return <>{until}</>;
  return <>{until} <small class={left < 14 ? "soon" : ""}>{left < 0 ? "lapsed" : `${counted(left, "day")} left`}</small></>;
}

export function Accepted() {
  const { model: { report } } = use_page();
  const all = [...report.accepted].sort((a, b) => (a.excused?.until ?? "9") < (b.excused?.until ?? "9") ? -1 : 1);
  const hidden = report.packages.filter(({ reach }) => reach === "not-enabled" || reach === "other-target").length;
  return (
    <>
      <h1>Accepted</h1>
      <p class="lead">{all.length === 0 ? "Nothing was accepted: every finding counts." : `${counted(all.length, "finding")} taken on purpose by ${report.policy_files.join(", ") || "the policy"}; the first to lapse comes first.`}</p>
      {all.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Accepted findings">
          <table class="accepted">
            <thead><tr><th scope="col">Finding</th><th scope="col">Reason</th><th scope="col">Until</th></tr></thead>
            <tbody>
              {all.map((finding) => (
                <tr key={finding.fingerprint} class="item row">
                  <th scope="row"><LevelMark level={finding.level} /> <FindingTitle finding={finding} /></th>
                  <td>{finding.excused?.reason || "no reason told"}</td>
                  <td><Until until={finding.excused?.until ?? null} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hidden > 0 && <p class="legend">{counted(hidden, "package")} are locked but not built for this selection; findings on them weigh less.</p>}
    </>
  );
}
