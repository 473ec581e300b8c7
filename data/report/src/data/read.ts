// SPDX-License-Identifier: MIT OR Apache-2.0
// From any JSON value to a report.
import type * as r from "./report";
import { levels, reaches } from "./report";
import type { Reader } from "./shape";
import { flag, list, number, number_or_null, or_null, shape, text, text_or_null, texts, word } from "./shape";

const level = word("note", ...levels);
const reach = word("unknown", ...reaches);
const level_or_never: Reader<r.Level | "never"> = word("error", ...levels, "never");

const place = shape<r.Place>({ file: text, line: number, column: number });

const dependency = shape<r.Dependency>({
  package: number,
  kind: word("normal", "build", "dev"),
  platform: text_or_null,
  name: text,
  requirement: text_or_null,
  features: texts,
  default_features: flag,
  optional: flag,
  live: flag,
  location: or_null(place),
});

const package_ = shape<r.Package>({
  id: text,
  name: text,
  version: text,
  source: text_or_null,
  reach,
  features: texts,
  host_features: or_null(texts),
  feature_reasons: list(
    shape<r.FeatureReason>({ feature: text, side: word("target", "host"), by: text, through: text, of: text_or_null }),
  ),
  member: flag,
  direct: flag,
  depth: number_or_null,
  users: number,
  proc_macro: flag,
  build_script: flag,
  build_script_does: texts,
  links: text_or_null,
  license: text_or_null,
  cost_seconds: number_or_null,
  cost_measured: flag,
  description: text_or_null,
  repository: text_or_null,
  location: or_null(place),
  dependencies: list(dependency),
  toward_member: number_or_null,
  dominator: number_or_null,
  owned: or_null(shape<r.Owned>({ packages: number, cost_seconds: number })),
  duplicate: flag,
});

const inline: Reader<r.Inline> = (value) => {
  if (typeof value !== "object" || value === null) return text(value);
  const from = value as Record<string, unknown>;
  if ("code" in from) return { code: text(from.code) };
  if ("em" in from) return { em: text(from.em) };
  return { link: text(from.link), text: text(from.text) };
};

const block: Reader<r.Block> = (value) => {
  const from = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if ("heading" in from) return { heading: list(inline)(from.heading) };
  if ("list" in from) return { list: list(list(inline))(from.list) };
  if ("code" in from) return { code: text(from.code) };
  return { p: list(inline)(from.p) };
};

const advisory = shape<r.Advisory>({
  id: text,
  aliases: texts,
  kind: text,
  severity: text_or_null,
  score: number_or_null,
  url: text_or_null,
  title: text_or_null,
  date: text_or_null,
  patched: texts,
  unaffected: texts,
  functions: list(shape({ path: text, versions: texts })),
  description: list(block),
});

const finding = shape<r.Finding>({
  rule: text,
  group: text,
  level,
  message: text,
  package: or_null(shape({ id: text })),
  reach: or_null(reach),
  advisory: or_null(advisory),
  paths: list(texts),
  location: or_null(place),
  labels: list(shape<r.Label>({ file: text, line: number, column: number, text })),
  notes: texts,
  help: text_or_null,
  fix: or_null(
    shape<r.Fix>({
      commands: texts,
      edits: list(shape<r.Edit>({ file: text, start: number, end: number, text })),
      safe: flag,
    }),
  ),
  status: text_or_null,
  excused: or_null(shape({ reason: text, until: text_or_null })),
  fingerprint: text,
});

const unit = shape<r.Unit>({
  package: number,
  kind: text,
  name: text,
  mode: text,
  platform: text_or_null,
  start: number,
  end: number,
  critical: flag,
  measured: flag,
});

const duplicate = shape<r.Duplicate>({
  name: text,
  copies: list(
    shape<r.Copy>({
      package: number,
      built: flag,
      cost_seconds: number_or_null,
      holders: list(shape<r.Holder>({ package: number, requirement: text_or_null, location: or_null(place) })),
    }),
  ),
  follows: text_or_null,
  finding: text_or_null,
});

const request = shape<r.Request>({
  edit: text,
  member: number_or_null,
  dependency: text,
  location: or_null(place),
  void_because: text_or_null,
  saves: shape<r.Savings>({
    packages: number,
    units: number,
    build_scripts: number,
    proc_macros: number,
    features: number,
    cost_seconds: number,
    critical_path_seconds: number,
  }),
  gone: list(number),
});

const summary = shape<r.Summary>({
  error: number,
  warning: number,
  note: number,
  accepted: number,
  packages: number,
  built: number,
  duplicates: number,
  build_scripts: number,
  proc_macros: number,
  cost_seconds: number,
  critical_path_seconds: number,
});

const change = shape<r.Change>({
  change: word("moved", "added", "removed", "features", "reach"),
  name: text,
  from: text_or_null,
  to: text_or_null,
  package: number_or_null,
  reach_from: or_null(reach),
  reach: or_null(reach),
  new_build_script: flag,
  new_proc_macro: flag,
  license_from: text_or_null,
  license_to: text_or_null,
  source_from: text_or_null,
  source_to: text_or_null,
  features_on: texts,
  features_off: texts,
  look_because: texts,
});

const base = shape<r.Base>({
  name: text,
  remarks: texts,
  causes: list(
    shape<r.Cause>({
      title: text,
      location: or_null(place),
      before: text_or_null,
      after: text_or_null,
      changes: list(change),
    }),
  ),
  findings: shape({ new: number, existing: number, fixed: number, unknown: number }),
  fixed: list(shape({ rule: text, level, message: text })),
});

const report = shape<r.Report>({
  format_version: number,
  tool: shape({ name: text, version: text }),
  verdict: word("unknown", "pass", "fail"),
  fail_on: or_null(level_or_never),
  error: or_null(shape({ message: text, context: texts })),
  workspace: shape({ name: text_or_null, members: texts }),
  selection: shape({ targets: texts, host: text, features: texts, all_features: flag, no_default_features: flag }),
  advisory_database: or_null(
    shape({
      place: text,
      commit: text_or_null,
      commit_time: text_or_null,
      advisories: number,
      unreadable: number,
      age_days: number_or_null,
    }),
  ),
  policy_files: texts,
  packages: list(package_),
  findings: list(finding),
  accepted: list(finding),
  gaps: list(shape<r.Gap>({ rule: text, subject: text, reason: text, decisive: flag })),
  units: list(unit),
  duplicates: list(duplicate),
  requests: list(request),
  inputs: list(shape({ file: text, sha256: text })),
  rules: list(shape<r.Rule>({ name: text, group: text, level, applied: text_or_null, summary: text, explanation: text })),
  warnings: texts,
  summary,
  base: or_null(base),
});

/** The report, or a sentence that says why the value is none. */
export function read_report(value: unknown): r.Report | string {
  const document = value as { format_version?: unknown; packages?: unknown } | null;
  if (typeof document !== "object" || document === null || !Array.isArray(document.packages))
    return "This is no JSON report of Plimsoll; `plimsoll audit --format json` writes one.";
  if (document.format_version !== 1)
    return "This report has a format that this page does not know; open it with a page of its own program.";
  return report(document);
}
