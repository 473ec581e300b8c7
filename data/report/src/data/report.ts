// SPDX-License-Identifier: MIT OR Apache-2.0
// The JSON report, field by field as the program writes it. Numbers that stand for packages are positions in `packages`.

export const levels = ["error", "warning", "note"] as const;
export type Level = (typeof levels)[number];

export const reaches = ["built", "build-time", "dev-only", "other-target", "not-enabled", "unknown"] as const;
export type Reach = (typeof reaches)[number];

export interface Place {
  file: string;
  line: number;
  column: number;
}

export interface Dependency {
  package: number;
  kind: "normal" | "build" | "dev";
  platform: string | null;
  name: string;
  requirement: string | null;
  features: string[];
  default_features: boolean;
  optional: boolean;
  live: boolean;
  location: Place | null;
}

export interface FeatureReason {
  feature: string;
  side: "target" | "host";
  by: string;
  through: string;
  of: string | null;
}

export interface Package {
  id: string;
  name: string;
  version: string;
  source: string | null;
  reach: Reach;
  features: string[];
  host_features: string[] | null;
  feature_reasons: FeatureReason[];
  member: boolean;
  direct: boolean;
  depth: number | null;
  users: number;
  proc_macro: boolean;
  build_script: boolean;
  build_script_does: string[];
  links: string | null;
  license: string | null;
  cost_seconds: number | null;
  cost_measured: boolean;
  description: string | null;
  repository: string | null;
  location: Place | null;
  dependencies: Dependency[];
  toward_member: number | null;
  dominator: number | null;
  owned: Owned | null;
  duplicate: boolean;
}

export interface Owned {
  packages: number;
  cost_seconds: number;
}

export type Inline = string | { code: string } | { em: string } | { link: string; text: string };
export type Block = { p: Inline[] } | { heading: Inline[] } | { list: Inline[][] } | { code: string };

export interface Advisory {
  id: string;
  aliases: string[];
  kind: string;
  severity: string | null;
  score: number | null;
  url: string | null;
  title: string | null;
  date: string | null;
  patched: string[];
  unaffected: string[];
  functions: { path: string; versions: string[] }[];
  description: Block[];
}

export interface Edit {
  file: string;
  start: number;
  end: number;
  text: string;
}

export interface Fix {
  commands: string[];
  edits: Edit[];
  safe: boolean;
}

export interface Label extends Place {
  text: string;
}

export interface Finding {
  rule: string;
  group: string;
  level: Level;
  message: string;
  package: { id: string } | null;
  reach: Reach | null;
  advisory: Advisory | null;
  paths: string[][];
  location: Place | null;
  labels: Label[];
  notes: string[];
  help: string | null;
  fix: Fix | null;
  status: string | null;
  excused: { reason: string; until: string | null } | null;
  fingerprint: string;
}

export interface Unit {
  package: number;
  kind: string;
  name: string;
  mode: string;
  platform: string | null;
  start: number;
  end: number;
  critical: boolean;
  measured: boolean;
}

export interface Holder {
  package: number;
  requirement: string | null;
  location: Place | null;
}

export interface Copy {
  package: number;
  built: boolean;
  cost_seconds: number | null;
  holders: Holder[];
}

export interface Duplicate {
  name: string;
  copies: Copy[];
  follows: string | null;
  finding: string | null;
}

export interface Savings {
  packages: number;
  units: number;
  build_scripts: number;
  proc_macros: number;
  features: number;
  cost_seconds: number;
  critical_path_seconds: number;
}

export interface Request {
  edit: string;
  /** None for a declaration of the workspace itself. */
  member: number | null;
  dependency: string;
  location: Place | null;
  void_because: string | null;
  saves: Savings;
  gone: number[];
}

export interface Gap {
  rule: string;
  subject: string;
  reason: string;
  decisive: boolean;
}

export interface Rule {
  name: string;
  group: string;
  level: Level;
  /** In this run; `allow`: nobody asked. */
  applied: string | null;
  summary: string;
  explanation: string;
}

export interface Summary {
  error: number;
  warning: number;
  note: number;
  accepted: number;
  packages: number;
  built: number;
  duplicates: number;
  build_scripts: number;
  proc_macros: number;
  cost_seconds: number;
  critical_path_seconds: number;
}

export interface Change {
  change: "added" | "removed" | "moved" | "features" | "reach";
  name: string;
  from: string | null;
  to: string | null;
  package: number | null;
  reach_from: Reach | null;
  reach: Reach | null;
  new_build_script: boolean;
  new_proc_macro: boolean;
  license_from: string | null;
  license_to: string | null;
  source_from: string | null;
  source_to: string | null;
  features_on: string[];
  features_off: string[];
  /** Why a reviewer should look at it. */
  look_because: string[];
}

export interface Cause {
  title: string;
  location: Place | null;
  before: string | null;
  after: string | null;
  changes: Change[];
}

export interface Base {
  name: string;
  remarks: string[];
  causes: Cause[];
  findings: { new: number; existing: number; fixed: number; unknown: number };
  fixed: { rule: string; level: Level; message: string }[];
}

export interface Report {
  format_version: number;
  tool: { name: string; version: string };
  verdict: "unknown" | "pass" | "fail";
  fail_on: Level | "never" | null;
  error: { message: string; context: string[] } | null;
  workspace: { name: string | null; members: string[] };
  selection: {
    targets: string[];
    host: string;
    features: string[];
    all_features: boolean;
    no_default_features: boolean;
  };
  advisory_database: {
    place: string;
    commit: string | null;
    commit_time: string | null;
    advisories: number;
    unreadable: number;
    age_days: number | null;
  } | null;
  policy_files: string[];
  packages: Package[];
  findings: Finding[];
  accepted: Finding[];
  gaps: Gap[];
  units: Unit[];
  duplicates: Duplicate[];
  requests: Request[];
  inputs: { file: string; sha256: string }[];
  rules: Rule[];
  warnings: string[];
  summary: Summary;
  base: Base | null;
}
