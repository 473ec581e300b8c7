// SPDX-License-Identifier: MIT OR Apache-2.0
// A JSON report of any size with everything in it that a page can show; the same bytes for the same arguments.

const words = ("amber basalt cedar delta ember fjord gravel harbor inlet jetty keel lagoon marsh narrows oyster pier " +
  "quartz reef shoal tide umber vessel wharf yawl zenith anchor beacon cargo draft export").split(" ");
const licences = ["MIT OR Apache-2.0", "MIT", "Apache-2.0", "BSD-3-Clause", "MPL-2.0", "Unicode-3.0", null];
const host = "x86_64-unknown-linux-gnu";

function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function package_at(ix, members, pick) {
  const member = ix < members;
  const copies = !member && ix % 19 === 0 ? ix - 1 : ix;
  const name = member ? `harbor-${words[ix % words.length]}${ix >= words.length ? ix : ""}`
    : `${words[copies % words.length]}-${words[(copies * 7 + 3) % words.length]}${copies}`;
  const version = member ? "0.3.0" : copies === ix ? `1.${ix % 40}.${ix % 7}` : `0.${ix % 40}.2`;
  const reach = member || pick(10) < 7 ? "built" : ["build-time", "dev-only", "other-target", "not-enabled"][pick(4)];
  const features = ["default", "std", "alloc", "derive", "macros"].slice(0, member ? 0 : pick(6));
  return {
    id: member ? `path+file:///harbor/${name}#${version}` : `registry+https://github.com/rust-lang/crates.io-index#${name}@${version}`,
    name, version, source: member ? null : "registry+https://github.com/rust-lang/crates.io-index", reach, features,
    host_features: null, feature_reasons: [], member, direct: false, depth: member ? 0 : null, users: 0,
    proc_macro: !member && ix % 17 === 5, build_script: !member && ix % 11 === 4, links: ix % 97 === 4 ? `${words[ix % 30]}${ix}` : null,
    license: licences[pick(40) < 38 ? pick(3) : pick(licences.length)],
    cost_seconds: reach === "built" || reach === "build-time" ? Math.round(Math.pow(pick(1000) / 1000, 4) * 12000) / 1000 : 0,
    cost_measured: ix % 5 === 0, description: `What ${name} does, told in one line`, repository: `https://example.org/${name}`,
    location: { file: "Cargo.lock", line: 7 + ix * 9, column: 11 }, dependencies: [], toward_member: null, dominator: null,
    owned: { packages: 1, cost_seconds: 0 }, build_script_does: ix % 11 === 4 ? [["native-build", "code-generation", "probe"][pick(3)]] : [],
    duplicate: false,
  };
}

function link(packages, members, pick) {
  packages.forEach((one, ix) => {
    const wanted = one.member ? 8 : pick(5);
    const targets = new Set(ix + 1 >= members && ix + 1 < packages.length && pick(3) ? [ix + 1] : []);
    for (let i = 0; i < wanted; ++i) {
      const to = Math.max(members, ix + 1) + pick(Math.max(40, Math.floor(packages.length / 8)));
      if (to < packages.length) targets.add(to);
    }
    for (const to of targets)
      one.dependencies.push({ package: to, kind: packages[to].reach === "build-time" ? "build" : "normal", platform: null,
        name: packages[to].name, requirement: `^${packages[to].version.replace(/\.\d+$/, "")}`, features: pick(4) ? [] : ["std"],
        default_features: pick(5) > 0, optional: false, live: packages[to].reach !== "not-enabled",
        location: one.member ? { file: `crates/${one.name}/Cargo.toml`, line: 9 + (to % 20), column: 1 } : null });
  });
  // Who needs what nobody asked for yet: a member for the first few, then a package half as far in.
  const wanted = new Set(packages.flatMap((one) => one.dependencies.map((to) => to.package)));
  for (let ix = members; ix < packages.length; ++ix) {
    if (wanted.has(ix)) continue;
    const by = packages[ix < 2 * members + 2 ? ix % members : members + ((ix - members) >> 1)];
    by.dependencies.push({ package: ix, kind: "normal", platform: null, name: packages[ix].name, requirement: "^1", features: [], default_features: true,
      optional: false, live: true, location: by.member ? { file: `crates/${by.name}/Cargo.toml`, line: 30, column: 1 } : null });
  }
}

// Links lead from lower to higher positions, so one pass in their order settles depths and dominators.
function settle(packages) {
  const users = packages.map(() => []);
  packages.forEach((one, ix) => one.dependencies.forEach((link) => users[link.package].push(ix)));
  const chain = (ix) => { const all = []; for (let at = ix; at !== null; at = packages[at].dominator) all.push(at); return all; };
  packages.forEach((one, ix) => {
    one.users = new Set(users[ix]).size;
    if (one.member || !users[ix].length) return;
    one.toward_member = users[ix].reduce((best, by) => ((packages[by].depth ?? 99) < (packages[best].depth ?? 99) ? by : best));
    one.depth = (packages[one.toward_member].depth ?? 0) + 1;
    one.direct = users[ix].some((by) => packages[by].member);
    const [first, ...others] = users[ix].map(chain);
    one.dominator = first.find((at) => others.every((other) => other.includes(at))) ?? null;
    one.feature_reasons = one.features.map((feature, at) => at === 0 || feature === "std"
      ? { feature, side: "target", by: packages[one.toward_member].id, through: at === 0 ? "default" : "declaration", of: null }
      : { feature, side: "target", by: one.id, through: "feature", of: "default" });
  });
  for (let ix = packages.length - 1; ix >= 0; --ix) {
    const { owned, dominator, cost_seconds } = packages[ix];
    owned.cost_seconds = Math.round((owned.cost_seconds + cost_seconds) * 1000) / 1000;
    if (dominator === null) continue;
    packages[dominator].owned.packages += owned.packages;
    packages[dominator].owned.cost_seconds += owned.cost_seconds;
  }
}

function path_of(packages, ix) {
  const way = [];
  for (let at = ix; at !== null; at = packages[at].toward_member) way.unshift(packages[at].id);
  return way;
}

function finding(packages, ix, rule, group, level, message, more = {}) {
  const one = packages[ix];
  return { rule, group, level, message, package: { id: one.id, name: one.name, version: one.version }, reach: one.reach, advisory: null,
    paths: [path_of(packages, ix)], location: one.location, labels: [], notes: [], help: null, fix: null, status: null, excused: null,
    fingerprint: (ix * 2654435761 + rule.length * 97).toString(16).padStart(32, "0"), ...more };
}

function advisory(packages, ix, kind) {
  const id = `RUSTSEC-2025-${String(ix).padStart(4, "0")}`;
  return { id, aliases: [`CVE-2025-${10000 + ix}`], kind, severity: kind === "vulnerability" ? "high" : null,
    score: kind === "vulnerability" ? 7.5 : null, url: `https://rustsec.org/advisories/${id}.html`, title: "Reads past its end",
    date: "2025-03-04", patched: [">=9.0.0"], unaffected: [], functions: [{ path: `${packages[ix].name}::read`, versions: ["<9"] }],
    description: [{ heading: ["Impact"] }, { p: ["A short ", { code: "read" }, " returns ", { em: "more" }, " than was there; see ",
      { link: "https://example.org/advisory", text: "the report" }, "."] }, { list: [["first"], ["second"]] }, { code: "read(&mut [0; 4]);" }] };
}

function findings_of(packages, members, pick) {
  const found = [];
  packages.forEach((one, ix) => {
    const called = `\`${one.name}\` ${one.version}`;
    if (!one.member && ix % 211 === 41 || ix === 30)
      found.push(finding(packages, ix, "vulnerable-dependency", "advisories", ix % 422 === 41 ? "error" : "warning", `${called}: Reads past its end`,
        { advisory: advisory(packages, ix, "vulnerability"), status: ix % 2 ? "new" : "existing", notes: ["fixed in 9.0.0"],
          fix: { commands: [`cargo update -p ${one.name}@${one.version} --precise 9.0.0`], edits: [], safe: true } }));
    if (!one.member && ix % 173 === 60)
      found.push(finding(packages, ix, "unmaintained-dependency", "advisories", "note", `${called}: Nobody looks after it any more`,
        { advisory: advisory(packages, ix, "unmaintained"), help: "look for another one" }));
    if (one.build_script && ix % 3 === 0)
      found.push(finding(packages, ix, "build-script", "build-cost", "warning", `the build script of ${called} compiles C code`));
    if (ix < members && ix % 2)
      found.push(finding(packages, ix, "unused-default-features", "features", "note", `${called} asks for default features that nobody needs`,
        { labels: [{ file: "Cargo.toml", line: 3, column: 1, text: "asked for here" }],
          fix: { commands: [], edits: [{ file: `crates/${one.name}/Cargo.toml`, start: 120, end: 131, text: 'default-features = false' }], safe: false } }));
  });
  if (pick(2) > 2) found.pop();
  const order = { error: 0, warning: 1, note: 2 };
  return found.sort((a, b) => order[a.level] - order[b.level]);
}

function duplicates_of(packages) {
  const by_name = Map.groupBy ? Map.groupBy(packages.keys(), (ix) => packages[ix].name) : new Map();
  if (!Map.groupBy) packages.forEach((one, ix) => by_name.set(one.name, [...(by_name.get(one.name) ?? []), ix]));
  const several = [...by_name].filter(([, copies]) => copies.length > 1);
  return several.map(([name, copies], at) => {
    for (const ix of copies) packages[ix].duplicate = true;
    return { name, follows: at % 3 === 2 ? several[at - 1][0] : null, finding: null,
      copies: copies.map((ix) => ({ package: ix, built: packages[ix].reach === "built", cost_seconds: packages[ix].cost_seconds,
        holders: packages.flatMap((one, by) => one.dependencies.filter((link) => link.package === ix)
          .map((link) => ({ package: by, requirement: link.requirement, location: link.location }))).slice(0, 8) })) };
  }).sort((a, b) => (a.follows ? 1 : 0) - (b.follows ? 1 : 0));
}

function units_of(packages) {
  const units = [];
  const ends = packages.map(() => 0);
  for (let ix = packages.length - 1; ix >= 0; --ix) {
    const one = packages[ix];
    if (one.reach !== "built" && one.reach !== "build-time") continue;
    const start = Math.max(0, ...one.dependencies.map((link) => ends[link.package]));
    ends[ix] = start + Math.max(0.01, one.cost_seconds / 12);
    const measured = one.cost_measured;
    if (one.build_script)
      units.push({ package: ix, kind: "custom-build", name: "build-script-build", mode: "run-custom-build", platform: host, start, end: start + 0.01, critical: false, measured });
    units.push({ package: ix, kind: one.proc_macro ? "proc-macro" : "lib", name: one.name, mode: "build", platform: one.proc_macro ? null : host,
      start, end: ends[ix], critical: false, measured });
  }
  const by_package = new Map(units.filter((unit) => unit.mode === "build").map((unit) => [unit.package, unit]));
  let last = units.reduce((best, unit) => (unit.end > best.end ? unit : best), units[0]);
  const chain = [];
  while (last && !chain.includes(last)) {
    last.critical = true;
    chain.unshift(last);
    last = packages[last.package].dependencies.map((link) => by_package.get(link.package)).find((unit) => unit && Math.abs(unit.end - chain[0].start) < 1e-9);
  }
  return [units.sort((a, b) => a.start - b.start || a.package - b.package), chain];
}

function requests_of(packages) {
  const all = [];
  packages.forEach((one, ix) => {
    if (!one.member) return;
    one.dependencies.slice(0, 6).forEach((link, at) => {
      const gone = [];
      const open = [link.package];
      while (open.length && gone.length < 12) {
        const next = open.shift();
        if (gone.includes(next)) continue;
        gone.push(next);
        packages.forEach((other, to) => other.dominator === next && open.push(to));
      }
      all.push({ edit: `${at % 2 ? "no-default-features" : "drop"}:${one.name}/${link.name}`, member: ix, dependency: link.name, location: link.location,
        void_because: at === 5 ? `\`${words[at]}\` asks for it as well` : null,
        saves: { packages: gone.length, units: gone.length + 1, build_scripts: at % 3, proc_macros: at % 2, features: gone.length * 2,
          cost_seconds: packages[link.package].owned.cost_seconds, critical_path_seconds: at === 0 ? 0.4 : 0 }, gone });
    });
  });
  return all.sort((a, b) => b.saves.cost_seconds - a.saves.cost_seconds);
}

function base_of(packages, members) {
  const change = (ix, kind) => ({ change: kind, name: packages[ix].name, from: kind === "added" ? null : "0.9.0", to: kind === "removed" ? null : packages[ix].version,
    package: kind === "removed" ? null : ix, reach_from: kind === "added" ? null : "built", reach: kind === "removed" ? null : packages[ix].reach, new_build_script: packages[ix].build_script, new_proc_macro: packages[ix].proc_macro,
    license_from: kind === "moved" ? "0BSD" : null, license_to: kind === "moved" ? packages[ix].license : null, source_from: null, source_to: null,
    features_on: kind === "features" ? ["std"] : [], features_off: [],
    look_because: kind === "added" ? ["new package"] : kind === "moved" ? ["another licence"] : [] });
  const some = packages.map((_, ix) => ix).slice(members, members + 14);
  return { name: "main at 9e01d77", remarks: [], findings: { new: 2, existing: 3, fixed: 1, unknown: 0 }, fixed: [{ rule: "yanked-version", level: "warning", message: "`keel` 1.0.0 was yanked" }],
    causes: [
      { title: "crates/harbor-amber/Cargo.toml:12", location: { file: "crates/harbor-amber/Cargo.toml", line: 12, column: 1 },
        before: 'reqwest = "0.11"', after: 'reqwest = "0.12"', changes: some.slice(0, 9).map((ix, at) => change(ix, ["moved", "added", "features"][at % 3])) },
      { title: "lockfile only", location: null, before: null, after: null, changes: some.slice(9).map((ix, at) => change(ix, at % 2 ? "moved" : "removed")) }] };
}

/** options: {members, base: whether to compare with one, seed} */
export function sample(count, { members = Math.min(12, count), base = false, seed = 7 } = {}) {
  const pick = random(seed);
  const packages = Array.from({ length: count }, (_, ix) => package_at(ix, members, pick));
  if (count) link(packages, members, pick);
  settle(packages);
  const findings = findings_of(packages, members, pick);
  const accepted = findings.splice(findings.findIndex(({ rule }) => rule === "unmaintained-dependency"), count > 200 ? 1 : 0)
    .map((one) => ({ ...one, excused: { reason: "goes with the next release", until: "2027-01-31" } }));
  const duplicates = duplicates_of(packages);
  for (const one of duplicates.filter(({ follows }) => !follows)) {
    const ix = one.copies[0].package;
    const made = finding(packages, ix, "duplicate-versions", "duplicates", "warning",
      `\`${one.name}\` is built in ${one.copies.length} versions: ${one.copies.map((copy) => packages[copy.package].version).join(" and ")}`);
    one.finding = made.fingerprint;
    findings.splice(findings.findIndex(({ level }) => level === "note"), 0, made);
  }
  const [units, chain] = units_of(packages);
  const counted = (level) => findings.filter((one) => one.level === level).length;
  const live = packages.filter(({ reach }) => reach === "built" || reach === "build-time");
  return {
    format_version: 1, tool: { name: "plimsoll", version: "0.1.0" }, verdict: counted("error") ? "fail" : "pass", fail_on: "error", error: null,
    workspace: { root: "", name: "harbor", members: packages.slice(0, members).map(({ id }) => id) },
    selection: { targets: [host], host, features: [], all_features: false, no_default_features: false },
    advisory_database: { place: "advisories", commit: "0123abc", commit_time: "2026-11-22T08:00:00Z", advisories: 1225, unreadable: 0, age_days: 1 },
    policy_files: ["plimsoll.toml"], packages, findings, accepted,
    gaps: count ? [{ rule: "native-library", subject: `\`${packages.at(-1).name}\``, reason: "its sources are not here", decisive: false }] : [],
    critical_path: chain.map((unit) => ({ package: packages[unit.package].id, seconds: unit.end - unit.start })), units, duplicates,
    requests: requests_of(packages), inputs: [{ file: "Cargo.lock", sha256: "ab".repeat(32) }, { file: "Cargo.toml", sha256: "cd".repeat(32) }],
    rules: ["vulnerable-dependency advisories error", "unmaintained-dependency advisories note", "build-script build-cost warning",
      "duplicate-versions duplicates warning", "unused-default-features features note"].map((row) => {
        const [name, group, level] = row.split(" ");
        return { name, group, level, applied: level, summary: `what \`${name}\` objects to`, explanation: `Why ${name} matters.\n\nWhat to do about it.` };
      }),
    warnings: [],
    summary: { error: counted("error"), warning: counted("warning"), note: counted("note"), accepted: accepted.length, packages: count, built: live.length,
      duplicates: duplicates.length, build_scripts: live.filter((one) => one.build_script).length, proc_macros: live.filter((one) => one.proc_macro).length,
      cost_seconds: live.reduce((sum, one) => sum + one.cost_seconds, 0), critical_path_seconds: Math.max(0, ...units.map((unit) => unit.end)) },
    base: base ? base_of(packages, members) : null,
  };
}
