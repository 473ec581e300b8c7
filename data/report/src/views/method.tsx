// SPDX-License-Identifier: MIT OR Apache-2.0
// What was looked at, by what rules, and what was not checked.
import type { ComponentChildren } from "preact";
import type { Gap, Report } from "../data/report";
import { reaches } from "../data/report";
import { use_page } from "../page";
import { Section } from "../parts/section";
import { Facts, LevelMark, Message } from "../parts/text";
import { area_text, counted, database_text, reach_meanings, targets_text } from "../parts/wording";

function features_text({ selection }: Report): string {
  if (selection.all_features) return "all";
  const named = selection.features.join(", ");
  if (selection.no_default_features) return named ? `${named}, without the default ones` : "none";
  return named ? `${named}, and the default ones` : "the default ones";
}

function Gaps({ gaps }: { gaps: Gap[] }) {
  const by_reason = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = `${gap.rule}\n${gap.reason}`;
    by_reason.set(key, [...(by_reason.get(key) ?? []), gap]);
  }
  if (gaps.length === 0) return <p class="lead">Every check that was asked for was made.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="What was not checked">
      <table class="gaps">
        <thead><tr><th scope="col">Check</th><th scope="col">For</th><th scope="col">Why not</th><th scope="col">Decides</th></tr></thead>
        <tbody>
          {[...by_reason].map(([key, same]) => (
            <tr key={key}>
              <th scope="row"><code>{same[0]?.rule}</code></th>
              <td>{same.length > 4 ? `${same.slice(0, 3).map(({ subject }) => subject.replaceAll("`", "")).join(", ")} and ${same.length - 3} more` : same.map(({ subject }) => subject.replaceAll("`", "")).join(", ")}</td>
              <td><Message text={same[0]?.reason ?? ""} /></td>
              <td>{same.some(({ decisive }) => decisive) ? "yes" : "no"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Rules() {
  const { model: { report } } = use_page();
  return (
    <Section title="Rules" count={report.rules.length}>
      {report.rules.map((rule) => (
        <details key={rule.name} class="rule">
          <summary><code>{rule.name}</code> <LevelMark level={rule.level} /> <span><Message text={rule.summary} /></span></summary>
          <p class="facts">{area_text(rule.group)}</p>
          {rule.explanation.split(/\n\s*\n/).filter(Boolean).map((paragraph, at) => <p key={at} class="prose"><Message text={paragraph} /></p>)}
        </details>
      ))}
    </Section>
  );
}

export function Method() {
  const { model: { report } } = use_page();
  const { selection, advisory_database } = report;
  const notices = document.getElementById("notices")?.textContent;
  return (
    <>
      <h1>Method</h1>
      <Section title="Not checked" count={report.gaps.length}>
        <Gaps gaps={report.gaps} />
      </Section>
      <Section title="Inputs">
        <Facts rows={[
          ["Program", `${report.tool.name} ${report.tool.version}`],
          ["Advisories", `${database_text(report)}${advisory_database?.unreadable ? `, ${counted(advisory_database.unreadable, "record")} unreadable` : ""}`],
          ["Taken from", advisory_database?.place && <>{advisory_database.place}{advisory_database.commit && <>, commit <code>{advisory_database.commit}</code></>}</>],
          ["Targets", targets_text(report)],
          ["Built on", selection.host || "not told"],
          ["Features", features_text(report)],
          ["Policy", report.policy_files.join(", ") || "none; every rule has its own level"],
          ["Fails on", report.fail_on ?? "error"],
          ...report.warnings.map((warning): [string, ComponentChildren] => ["Warning", <Message text={warning} />]),
          ...report.inputs.map(({ file, sha256 }): [string, ComponentChildren] => [file, <code>{sha256}</code>]),
        ]} />
      </Section>
      <Section title="What a reach means">
        <Facts rows={reaches.map((reach) => [reach, reach_meanings[reach]])} />
      </Section>
      <Rules />
      <Section title="This page">
        <p>It holds all of its data, asks for nothing and stores nothing.</p>
        {notices && <details><summary>Licences of what it is made with</summary><pre tabIndex={0}>{notices}</pre></details>}
      </Section>
    </>
  );
}
