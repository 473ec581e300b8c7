// SPDX-License-Identifier: MIT OR Apache-2.0
import { package_of, way_to } from "../data/model";
import type { Finding } from "../data/report";
import { use_page } from "../page";
import { Command, LevelMark, Message, PlaceText, ReachMark, Way } from "../parts/text";
import { counted } from "../parts/wording";

/** “high 7.5”. */
export function severity_text(finding: Finding): string {
  const { severity, score } = finding.advisory ?? {};
  return [severity, score === null || score === undefined ? null : score.toFixed(1)].filter(Boolean).join(" ");
}

/** The shortest way to its package. */
export function way_of(model: Parameters<typeof package_of>[0], finding: Finding): number[] {
  const path = finding.paths[0]?.map((id) => model.by_id.get(id)).filter((ix) => ix !== undefined) ?? [];
  if (path.length > 0) return path;
  const ix = package_of(model, finding);
  return ix === undefined ? [] : way_to(model, ix);
}

export function FindingTitle({ finding }: { finding: Finding }) {
  return (
    <a class="finding" href={`#/finding/${finding.fingerprint}`} data-open={`finding/${finding.fingerprint}`}>
      <Message text={finding.message} />
    </a>
  );
}

export function FindingFacts({ finding }: { finding: Finding }) {
  const severity = severity_text(finding);
  return (
    <p class="facts">
      <PlaceText at={finding.location} />
      {finding.reach && <ReachMark reach={finding.reach} />}
      {finding.advisory && <span>{finding.advisory.id}{severity && ` · ${severity}`}</span>}
      <span class="rule">{finding.rule}</span>
      {finding.status === "new" && <span class="new">new</span>}
    </p>
  );
}

const most_steps = 3;

/** The steps that clear it; of many the first, and where the others are. */
export function Cure({ finding }: { finding: Finding }) {
  const { fix, help } = finding;
  const steps = [
    ...(fix?.commands ?? []).map((command) => <Command key={command} text={command} />),
    ...(fix?.edits ?? []).map(({ file, start, text }) => <p key={file + start} class="cure">In <code>{file}</code> write <code>{text}</code></p>),
  ];
  if (steps.length === 0) return help ? <p class="cure"><Message text={help} /></p> : null;
  const more = steps.length - most_steps;
  return (
    <>
      {steps.slice(0, most_steps)}
      {more > 0 && <p class="cure"><a href={`#/finding/${finding.fingerprint}`} data-open={`finding/${finding.fingerprint}`}>and {counted(more, "more step")}</a></p>}
    </>
  );
}

export function FindingCard({ finding }: { finding: Finding }) {
  const { model } = use_page();
  const way = way_of(model, finding);
  return (
    <li class={`item card row ${finding.level}`}>
      <h3><LevelMark level={finding.level} /> <FindingTitle finding={finding} /></h3>
      <FindingFacts finding={finding} />
      {way.length > 1 && <Way packages={way} />}
      <Cure finding={finding} />
    </li>
  );
}
