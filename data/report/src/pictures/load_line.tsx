// SPDX-License-Identifier: MIT OR Apache-2.0
// Each area against the load line: what fails the run stands over it, to its right; all else lies under it.
import type { Level, Report } from "../data/report";
import { use_page } from "../page";
import { area_text, area_words, number_text } from "../parts/wording";
import { format, to_view } from "../route";

interface Area {
  group: string;
  over: number;
  under: number;
  fresh: number;
  worst: Level | undefined;
  gap: boolean;
}

const ranks: Record<string, number> = { error: 0, warning: 1, note: 2, never: -1 };

/** What failed the run, by the level that it was told to fail on. */
export function is_over(report: Report, level: Level): boolean {
  const by_verdict = report.verdict === "fail" && report.summary.error === 0 ? "warning" : "error";
  return (ranks[level] ?? 3) <= (ranks[report.fail_on ?? by_verdict] ?? 0);
}

function areas_of(report: Report): Area[] {
  const groups = new Set([...report.rules.map(({ group }) => group), ...report.findings.map(({ group }) => group)]);
  const order = Object.keys(area_words);
  const unmade = new Set(report.gaps.map(({ rule }) => rule));
  const place = (group: string) => (order.includes(group) ? order.indexOf(group) : order.length);
  return [...groups].sort((a, b) => place(a) - place(b)).map((group) => {
    const found = report.findings.filter((one) => one.group === group);
    const over = found.filter(({ level }) => is_over(report, level)).length;
    const worst = (["error", "warning", "note"] as const).find((level) => found.some((one) => one.level === level));
    const gap = report.rules.some((rule) => rule.group === group && unmade.has(rule.name));
    return { group, over, under: found.length - over, fresh: found.filter(({ status }) => status === "new").length, worst, gap };
  });
}

function Bar({ area, most }: { area: Area; most: number }) {
  const length = (count: number, room: number) => (count === 0 ? 0 : Math.max(3, (count / most) * room));
  const under = length(area.under, 58);
  return (
    <svg class="bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden>
      <rect class="water" x="0" y="5" width="60" height="4" />
      <rect class={`under ${area.worst ?? ""}`} x={60 - under} y="3" width={under} height="8" />
      <rect class="over" x="60" y="3" width={length(area.over, 38)} height="8" />
      <path class="line" d="M60 0v14" />
    </svg>
  );
}

function words_of({ over, under, fresh, gap }: Area): string {
  if (over + under === 0) return gap ? "not checked in full" : "clear";
  return [over && `${number_text(over)} over`, under && `${number_text(under)} under`, fresh && `${number_text(fresh)} new`, gap && "not checked in full"].filter(Boolean).join(", ");
}

export function LoadLine() {
  const { model: { report }, route } = use_page();
  const areas = areas_of(report);
  const most = Math.max(1, ...areas.flatMap(({ over, under }) => [over, under]));
  return (
    <table class="load-line">
      <caption class="unseen">Findings by area, over and under the load line</caption>
      <tbody>
        {areas.map((area) => (
          <tr key={area.group} class={area.over > 0 ? "is-over" : area.gap ? "is-open" : ""}>
            <th scope="row"><a href={format(to_view(route, "findings", { area: area.group }))}>{area_text(area.group)}</a></th>
            <td class="picture"><Bar area={area} most={most} /></td>
            <td>{words_of(area)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
