// SPDX-License-Identifier: MIT OR Apache-2.0
// May this be signed, and what decides it?
import type { Finding, Report } from "../data/report";
import { use_page } from "../page";
import { LoadLine, is_over } from "../pictures/load_line";
import { Section } from "../parts/section";
import { Message } from "../parts/text";
import { counted, counts_sentence, database_text, number_text, seconds_text, switched_off_text, targets_text, unmade_checks, verdict_words } from "../parts/wording";
import type { View } from "../route";
import { format, to_view } from "../route";
import { FindingCard } from "./finding_card";

const most_cards = 3;

/** The verdict and its grounds, to be read aloud. */
function sentence(report: Report): string {
  const counts = counts_sentence(report);
  const unmade = unmade_checks(report);
  const gaps = unmade === 0 ? "" : `${counted(unmade, "check")} could not be made`;
  const accepted = switched_off_text(report) + (report.summary.accepted ? `; ${report.summary.accepted} accepted` : "");
  if (report.verdict === "unknown") return `${counts === "nothing was found" ? "Nothing was found" : counts}, but ${gaps || "not everything was checked"}${accepted}.`;
  const begin = counts.charAt(0).toUpperCase() + counts.slice(1);
  return `${begin}${gaps && `; ${gaps}`}${accepted}.`;
}

/** What decides: what is over the line, once for each package; with nothing there, the worst of the rest. */
function deciding(report: Report): { title: string; findings: Finding[]; all: number } {
  const over = report.findings.filter(({ level }) => is_over(report, level));
  const decide = over.length > 0;
  const all = decide ? over : report.findings.filter(({ level }) => level === "warning");
  const first = all.filter((one, at) => !one.package || all.findIndex((other) => other.package?.id === one.package?.id) === at);
  return { title: decide ? "What decides" : "Under the line, worst first", findings: first.slice(0, most_cards), all: all.length };
}

function Gaps() {
  const { model: { report }, route } = use_page();
  if (report.gaps.length === 0) return null;
  const rules = [...new Set(report.gaps.map(({ rule }) => rule))];
  const reasons = [...new Set(report.gaps.map(({ reason }) => reason))];
  return (
    <section class="gaps">
      <h2>Not checked</h2>
      <p>{rules.slice(0, 6).map((rule, at) => <span key={rule}>{at > 0 && ", "}<code>{rule}</code></span>)}{rules.length > 6 && ` and ${rules.length - 6} more`}: <Message text={reasons[0] ?? ""} />{reasons.length > 1 && ` (and ${counted(reasons.length - 1, "other reason")})`}</p>
      <p><a href={format(to_view(route, "method"))}>All that was not checked</a></p>
    </section>
  );
}

function Carries() {
  const { model, route } = use_page();
  const { summary, packages } = model.report;
  const measured = packages.some(({ cost_measured }) => cost_measured) ? "partly measured" : "an estimate";
  const rows: [View, Record<string, string>, string, string, string][] = [
    ["packages", {}, number_text(summary.packages), "packages", `${number_text(summary.built)} of them built`],
    ["duplicates", {}, number_text(summary.duplicates), "in several versions", "built more than once"],
    ["build", { part: "code" }, number_text(summary.build_scripts), "build scripts", "run on the build machine"],
    ["build", { part: "code" }, number_text(summary.proc_macros), "proc macros", "run inside of the compiler"],
    ["build", { part: "map" }, seconds_text(summary.cost_seconds), "to compile", `on one core, ${measured}`],
    ["build", {}, seconds_text(summary.critical_path_seconds), "longest chain", "no machine is faster"],
  ];
  return (
    <Section title="What it carries">
      <ul class="carries">
        {rows.map(([view, params, value, name, detail]) => (
          <li key={name}>
            <a href={format(to_view(route, view, params))}><strong>{value}</strong> <span>{name}</span></a>
            <small>{detail}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Changed() {
  const { model: { report: { base } }, route } = use_page();
  if (!base) return null;
  const changes = base.causes.flatMap((cause) => cause.changes);
  const number = (kind: string) => changes.filter(({ change }) => change === kind).length;
  const { findings } = base;
  const eyes = changes.filter(({ look_because }) => look_because.length > 0).length;
  return (
    <p class="changed">
      Since {base.name}: {counted(number("added"), "package")} in, {number_text(number("removed"))} out, {number_text(number("moved"))} moved;
      findings: {number_text(findings.new)} new, {number_text(findings.fixed)} gone. <a href={format(to_view(route, "changes"))}>{eyes ? `${counted(eyes, "change")} to look at` : "All changes"}</a>
    </p>
  );
}

export function Summary() {
  const { model: { report }, route } = use_page();
  const { title, findings, all } = deciding(report);
  return (
    <div class="summary">
      <div class={`hero ${report.verdict}`}>
        <h1>{report.error ? "The audit failed" : verdict_words[report.verdict]}</h1>
        <p class="sentence">{report.error ? [report.error.message, ...report.error.context].join("; ") : sentence(report)}</p>
        <p class="data">{database_text(report)} · {counted(report.workspace.members.length, "member")} · {targets_text(report)}</p>
        <Changed />
      </div>
      <div class="two">
        <Section title={title} count={all || undefined}>
          {findings.length === 0 && <p class="empty">{report.gaps.length ? "Nothing was found in what could be checked." : "Nothing is over the line, and nothing is near it."}</p>}
          <ul class="cards" aria-label={title}>
            {findings.map((finding) => <FindingCard key={finding.fingerprint} finding={finding} />)}
          </ul>
          {all > findings.length && <p><a href={format(to_view(route, "findings"))}>{all - findings.length} more, and all else that was found</a></p>}
        </Section>
        <div>
          <Section title="Against the load line">
            <LoadLine />
            <p class="legend">Right of the line: what fails this run.</p>
          </Section>
          <Gaps />
          <Carries />
        </div>
      </div>
    </div>
  );
}
