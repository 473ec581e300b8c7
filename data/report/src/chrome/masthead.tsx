// SPDX-License-Identifier: MIT OR Apache-2.0
import type { Dialog } from "../app";
import { use_page } from "../page";
import { counts_sentence, database_text, unmade_checks, counted, verdict_words } from "../parts/wording";
import { with_params } from "../route";

/** A hull's mark: a ring cut by the load line. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden>
      <circle cx="12" cy="12" r="7.5" fill="none" stroke="currentColor" stroke-width="2.2" />
      <path d="M1 12h22" stroke="currentColor" stroke-width="2.2" />
    </svg>
  );
}

const next_theme: Record<string, string> = { system: "dark", dark: "light", light: "" };

function ThemeButton() {
  const { route, go } = use_page();
  const now = route.params.theme ?? "system";
  return (
    <button class="tool" onClick={() => go(with_params(route, { theme: next_theme[now] ?? "dark" }), "replace")}
      aria-label={`Colours: ${now}. Change`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
    </button>
  );
}

export function Masthead({ on_dialog }: { on_dialog: (dialog: Dialog) => void }) {
  const { model: { report } } = use_page();
  const unmade = unmade_checks(report);
  return (
    <header class="masthead">
      <a class="skip" href="#view" onClick={(event) => { event.preventDefault(); document.getElementById("view")?.focus(); }}>
        Skip to the view
      </a>
      <div class="who">
        <Mark />
        <span class="workspace">{report.workspace.name ?? "workspace"}</span>
      </div>
      <p class={`verdict-line ${report.verdict}`}>
        <strong>{verdict_words[report.verdict]}</strong>
        <span class="counts">{counts_sentence(report)}{unmade > 0 && `; ${counted(unmade, "check")} not made`}</span>
        <span class="data">{database_text(report)}</span>
      </p>
      <div class="tools">
        <button class="search-button" onClick={() => on_dialog("search")}>
          <span>Search</span> <kbd>/</kbd>
        </button>
        <ThemeButton />
        <button class="tool" onClick={() => on_dialog("help")} aria-label="Keys and help">?</button>
      </div>
    </header>
  );
}
