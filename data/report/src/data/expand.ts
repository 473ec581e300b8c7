// SPDX-License-Identifier: MIT OR Apache-2.0
// The document in the page leaves out what other fields tell: see "In the page" of docs/json-report.md.

/** What is there is checked when the report is read. */
type Fields = Record<string, any>;

/** A whole document stays as it is. */
export function expanded(document: Fields): Fields {
  const { packages = [], findings = [], accepted = [], units = [] } = document;
  const id = (one: unknown): unknown => packages[one as number]?.id ?? one;
  for (const one of packages) one.id ??= `${one.source}#${one.name}@${one.version}`;
  for (const one of packages) {
    for (const reason of one.feature_reasons ?? []) reason.by = id(reason.by);
    for (const dependency of one.dependencies ?? []) dependency.name ??= packages[dependency.package]?.name;
  }
  for (const one of [...findings, ...accepted]) {
    if (typeof one.package === "number") one.package = { id: id(one.package) };
    one.paths = one.paths?.map((path: unknown[]) => path.map(id));
  }
  for (const unit of units) unit.name ??= packages[unit.package]?.name.replaceAll("-", "_");
  return document;
}
