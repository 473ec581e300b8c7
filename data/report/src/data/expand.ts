// SPDX-License-Identifier: MIT OR Apache-2.0
// The document in the page leaves out what other fields tell: see "In the page" of docs/json-report.md.

/** What is there is checked when the report is read. */
type Fields = Record<string, any>;

/** A whole document, which has a critical path, stays as it is. */
export function expanded(document: Fields): Fields {
  const { packages, findings, accepted, units } = document;
  if (document.critical_path || !findings) return document;
  const id = (position: number): string => packages[position].id;
  for (const one of packages) one.id ??= `${one.source}#${one.name}@${one.version}`;
  for (const one of packages) {
    const features = one.host_features ?? one.features;
    one.feature_reasons.forEach((reason: Fields, row: number) => {
      reason.by = id(reason.by);
      reason.feature ??= features[row];
    });
    for (const dependency of one.dependencies) dependency.name ??= packages[dependency.package].name;
    one.owned.cost_seconds ??= one.cost_seconds;
  }
  for (const one of [...findings, ...accepted]) {
    if (one.package !== null) one.package = { id: id(one.package) };
    one.paths = one.paths.map((path: number[]) => path.map(id));
  }
  for (const unit of units) unit.name ??= packages[unit.package].name.replaceAll("-", "_");
  return document;
}
