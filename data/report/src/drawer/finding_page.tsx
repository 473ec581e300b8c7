// SPDX-License-Identifier: MIT OR Apache-2.0
import type { ComponentChildren } from "preact";
import { package_of } from "../data/model";
import type { Advisory, Edit, Finding } from "../data/report";
import { use_page } from "../page";
import { Blocks, Command, CopyButton, Facts, FewOf, LevelMark, Message, Outward, PackageLink, PlaceText } from "../parts/text";
import { area_text, reach_meanings } from "../parts/wording";
import { severity_text, way_of } from "../views/finding_card";
import { WayLines } from "./way_lines";

export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function EditText({ edit }: { edit: Edit }) {
  return (
    <div class="patch">
      <p>In <code>{edit.file}</code>, bytes {edit.start} to {edit.end}{edit.text ? ", put" : " go"}</p>
      {edit.text && <div class="command"><code>{edit.text}</code><CopyButton text={edit.text} what="replacement" /></div>}
    </div>
  );
}

function WhatToDo({ finding }: { finding: Finding }) {
  const { fix, help } = finding;
  if (!fix && !help) return <Part title="What to do"><p>No single step that clears it is known.</p></Part>;
  return (
    <Part title="What to do">
      {help && <p><Message text={help} /></p>}
      {fix?.commands.map((command) => <Command key={command} text={command} />)}
      {fix && fix.commands.length > 1 && <CopyButton text={fix.commands.join("\n")} label="Copy all" what="commands" />}
      {fix?.edits.map((edit) => <EditText key={`${edit.file}${edit.start}`} edit={edit} />)}
      {fix && <p class="legend">{fix.safe ? "Within what the manifests already accept." : "To be looked at: it may change what is built."}</p>}
    </Part>
  );
}

function AdvisoryPart({ advisory }: { advisory: Advisory }) {
  const rows: [string, ComponentChildren][] = [
    ["Also known as", advisory.aliases.join(", ")],
    ["Kind", advisory.kind],
    ["Published", advisory.date ?? ""],
    ["Patched in", advisory.patched.join(", ")],
    ["Never affected", advisory.unaffected.join(", ")],
    ["Record", advisory.url && <Outward href={advisory.url} />],
    ["Functions", advisory.functions.map(({ path, versions }) => `${path}${versions.length ? ` (${versions.join(", ")})` : ""}`).join(", ")],
  ];
  return (
    <Part title={advisory.id}>
      {advisory.title && <p class="advisory-title">{advisory.title}</p>}
      <Facts rows={rows} />
      {advisory.description.length > 0 && <Blocks blocks={advisory.description} />}
    </Part>
  );
}

function Ways({ finding }: { finding: Finding }) {
  const { model } = use_page();
  const others = finding.paths.slice(1).map((path) => path.map((id) => model.by_id.get(id)).filter((ix) => ix !== undefined));
  const first = way_of(model, finding);
  if (first.length === 0) return null;
  return (
    <Part title="Why it is here">
      <WayLines way={first} />
      {others.length > 0 && <details><summary>{others.length} other {others.length === 1 ? "way" : "ways"}</summary><ul class="plain"><FewOf all={others}>{(way) => <li key={way.join()}><WayLines way={way} /></li>}</FewOf></ul></details>}
    </Part>
  );
}

export function FindingPage({ finding }: { finding: Finding }) {
  const { model } = use_page();
  const ix = package_of(model, finding);
  const rule = model.report.rules.find(({ name }) => name === finding.rule);
  const severity = severity_text(finding);
  return (
    <>
      <p class="over-title"><LevelMark level={finding.level} />{severity && <span>{severity}</span>}<span>{area_text(finding.group)}</span>{finding.status && <span class={finding.status}>{finding.status}</span>}</p>
      <h2 tabIndex={-1}><Message text={finding.message} /></h2>
      {finding.excused && <p class="excused">Accepted{finding.excused.until && ` until ${finding.excused.until}`}: {finding.excused.reason}</p>}
      <Facts rows={[
        ["Place", finding.location && <PlaceText at={finding.location} />],
        ["Package", ix !== undefined && <PackageLink ix={ix} />],
        ["Reach", finding.reach && `${finding.reach}: ${reach_meanings[finding.reach]}`],
        ["Rule", <code>{finding.rule}</code>],
      ]} />
      <WhatToDo finding={finding} />
      {(finding.notes.length > 0 || finding.labels.length > 0) && (
        <Part title="What it stands on">
          <ul>
            {finding.notes.map((note) => <li key={note}><Message text={note} /></li>)}
            {finding.labels.map((label) => <li key={`${label.file}${label.line}${label.text}`}><PlaceText at={label} /> <Message text={label.text} /></li>)}
          </ul>
        </Part>
      )}
      <Ways finding={finding} />
      {finding.advisory && <AdvisoryPart advisory={finding.advisory} />}
      {rule && (
        <Part title="The rule">
          <p><Message text={rule.summary} /></p>
          {rule.explanation && <details><summary>What it means</summary>{rule.explanation.split(/\n\s*\n/).filter(Boolean).map((text, at) => <p key={at} class="prose"><Message text={text} /></p>)}</details>}
        </Part>
      )}
    </>
  );
}
