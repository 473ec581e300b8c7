// SPDX-License-Identifier: MIT OR Apache-2.0
import type { Model } from "./data/model";

export function App({ first }: { first: Model }) {
  const { report } = first;
  return (
    <main>
      <h1>{report.workspace.name}</h1>
      <p>
        {report.verdict}: {report.summary.error} errors, {report.summary.warning} warnings, {report.summary.note} notes
      </p>
    </main>
  );
}
