// SPDX-License-Identifier: MIT OR Apache-2.0
// The document in the page leaves out what other fields tell: see "In the page" of docs/json-report.md.

type Fields = Record<string, unknown>;

function rows(from: Fields | undefined, name: string): Fields[] {
  const list = from?.[name];
  return Array.isArray(list) ? list.filter((one): one is Fields => typeof one === "object" && one !== null) : [];
}

/** A whole document stays as it is. */
export function expanded(document: Fields): Fields {
  const packages = rows(document, "packages");
  const at = (position: unknown): Fields | undefined => packages[position as number];
  const id = (one: unknown): unknown => (typeof one === "number" ? at(one)?.id : one);
  for (const one of packages) one.id ??= `${String(one.source)}#${String(one.name)}@${String(one.version)}`;
  for (const one of packages) {
    for (const reason of rows(one, "feature_reasons")) reason.by = id(reason.by);
    for (const dependency of rows(one, "dependencies")) dependency.name ??= at(dependency.package)?.name;
  }
  for (const finding of [...rows(document, "findings"), ...rows(document, "accepted")]) {
    const about = typeof finding.package === "number" ? at(finding.package) : undefined;
    if (about) finding.package = { id: about.id, name: about.name, version: about.version };
    if (Array.isArray(finding.paths)) finding.paths = finding.paths.map((path: unknown[]) => path.map(id));
  }
  for (const unit of rows(document, "units")) unit.name ??= String(at(unit.package)?.name).replaceAll("-", "_");
  return document;
}
