// SPDX-License-Identifier: MIT OR Apache-2.0
// A report's packages as what `cargo metadata` prints, and its advisories as a database, for the program to audit.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const home = "/harbor";

function target(kind, name, at) {
  return { kind: [kind], crate_types: [kind === "custom-build" ? "bin" : kind], name, src_path: `${at}/${kind === "custom-build" ? "build.rs" : "src/lib.rs"}`,
    edition: "2021", doc: kind !== "custom-build", doctest: kind === "lib", test: kind !== "custom-build" };
}

function declaration(packages, link) {
  const { name, source } = packages[link.package];
  return { name, source, req: link.requirement ?? "*", kind: link.kind === "normal" ? null : link.kind, rename: null, optional: false,
    uses_default_features: link.default_features, features: link.features.filter((feature) => feature !== "std"), target: null, registry: null };
}

function package_of(packages, one) {
  const at = one.member ? `${home}/${one.name}` : `/registry/${one.name}-${one.version}`;
  const name = one.name.replaceAll("-", "_");
  return { name: one.name, version: one.version, id: one.id, license: one.license, license_file: null, description: one.description, source: one.source,
    dependencies: one.dependencies.map((link) => declaration(packages, link)),
    targets: [target(one.proc_macro ? "proc-macro" : "lib", name, at), ...(one.build_script ? [target("custom-build", "build-script-build", at)] : [])],
    features: Object.fromEntries(one.features.map((feature) => [feature, feature === "default" ? one.features.filter((other) => other !== "default") : []])),
    manifest_path: `${at}/Cargo.toml`, metadata: null, publish: null, authors: [], categories: [], keywords: [], readme: null, repository: one.repository,
    homepage: null, documentation: null, edition: "2021", links: one.links, default_run: null, rust_version: null };
}

function node_of(packages, one) {
  const deps = [...new Set(one.dependencies.map((link) => link.package))].map((ix) => ({ name: packages[ix].name.replaceAll("-", "_"), pkg: packages[ix].id,
    dep_kinds: one.dependencies.filter((link) => link.package === ix).map((link) => ({ kind: link.kind === "normal" ? null : link.kind, target: null })) }));
  return { id: one.id, dependencies: deps.map(({ pkg }) => pkg), deps, features: one.features };
}

const quoted = (text) => JSON.stringify(text);

/** A record of the database as RustSec writes them. */
function advisory_text({ id, name, title, description, patched = "9.0.0", url = "https://example.org/" }) {
  return "```toml\n[advisory]\n" + `id = ${quoted(id)}\npackage = ${quoted(name)}\ndate = "2025-03-04"\nurl = ${quoted(url)}\n` +
    `cvss = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"\n\n[versions]\npatched = [">=${patched}"]\n` + "```\n\n# " + `${title}\n\n${description}\n`;
}

export function write_advisories(folder, advisories) {
  for (const one of advisories) {
    const at = join(folder, "crates", one.name);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, `${one.id}.md`), advisory_text(one));
  }
  mkdirSync(join(folder, "crates"), { recursive: true });
}

/** Writes a report's workspace below a folder, and returns the arguments that audit it. */
export function write_workspace(folder, report, advisories) {
  mkdirSync(folder, { recursive: true });
  const { packages } = report;
  const members = packages.filter(({ member }) => member).map(({ id }) => id);
  const metadata = { packages: packages.map((one) => package_of(packages, one)), workspace_members: members, workspace_default_members: members,
    resolve: { nodes: packages.map((one) => node_of(packages, one)), root: null }, target_directory: `${home}/target`, build_directory: `${home}/target`,
    version: 1, workspace_root: home, metadata: null };
  writeFileSync(join(folder, "metadata.json"), JSON.stringify(metadata));
  const known = report.findings.filter(({ advisory }) => advisory?.kind === "vulnerability")
    .map((one) => ({ id: one.advisory.id, name: one.package.name, title: "Reads past its end", description: "A short `read` returns *more* than was there." }));
  write_advisories(join(folder, "advisories"), advisories ?? known);
  return ["--metadata", join(folder, "metadata.json"), "--db", join(folder, "advisories")];
}
