// SPDX-License-Identifier: MIT OR Apache-2.0
import { letters } from "../keys";
import { use_page } from "../page";
import { with_params } from "../route";
import { Dialog } from "./dialog";
import { shown_views, titles } from "./navigation";

const keys: [string[], string][] = [
  [["/", "Ctrl K"], "search everything"],
  [["j", "k"], "next and previous row"],
  [["Enter"], "open what has the focus"],
  [["Esc"], "close what is open"],
  [["[", "]"], "previous and next finding"],
  [["c"], "copy a link to what is open"],
  [["?"], "this list"],
];

const filters: [string, string][] = [
  ["tls -windows", "with one text, without another"],
  ["via:reqwest", "what that package brings in"],
  ["needs:syn", "what leads to that package"],
  ["member:NAME", "what that member needs"],
  ["has:build-script", "also proc-macro, links, finding, duplicate"],
  ["license:MPL*", "also reach, source, feature, name"],
  ["level:error", "also rule, area, file, new:yes, fix:yes"],
];

export function Help({ on_close }: { on_close: () => void }) {
  const { model, route, go } = use_page();
  const views = shown_views(model);
  return (
    <Dialog kind="help" label="Keys and filters" on_close={on_close}>
      <h2>Keys and filters</h2>
      <dl>
        {keys.map(([names, meaning]) => (
          <div key={meaning}>
            <dt>{names.map((name) => <kbd key={name}>{name}</kbd>)}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
        {Object.entries(letters).filter(([, view]) => views.includes(view)).map(([letter, view]) => (
          <div key={letter}>
            <dt><kbd>g</kbd><kbd>{letter}</kbd></dt>
            <dd>{titles[view]}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={route.params.keys !== "off"}
          onChange={(event) => go(with_params(route, { keys: event.currentTarget.checked ? undefined : "off" }), "replace")} />
        Single letters act as keys
      </label>
      <h3>Words that filter lists</h3>
      <dl>
        {filters.map(([example, meaning]) => (
          <div key={example}>
            <dt><code>{example}</code></dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <h3>Another report</h3>
      <label class="file">
        From <code>plimsoll audit --format json</code>, chosen here or dropped onto the page
        <input type="file" accept=".json,application/json" />
      </label>
      <button class="close-dialog" onClick={on_close}>Close</button>
    </Dialog>
  );
}
