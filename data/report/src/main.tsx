// SPDX-License-Identifier: MIT OR Apache-2.0
// Takes the page over from its static part, or leaves that as it is where something is missing.
import { render } from "preact";
import { App } from "./app";
import { decode } from "./data/decode";
import { model_of } from "./data/model";
import { read_report } from "./data/read";
import "./style/index.css";

const page = document.documentElement;

/** Shows the static part again, and why. */
function give_up(reason: string): void {
  page.classList.remove("app");
  const note = document.createElement("p");
  note.className = "gave-up";
  note.setAttribute("role", "status");
  note.textContent = `The interactive report could not start: ${reason} Everything below is complete without it.`;
  document.body.prepend(note);
}

async function start(): Promise<void> {
  const block = document.getElementById("plimsoll-data");
  const report = read_report(block ? await decode(block.textContent ?? "") : undefined);
  if (typeof report === "string") return give_up(report);
  block?.remove();
  const root = document.createElement("div");
  root.id = "app";
  document.body.append(root);
  render(<App first={model_of(report)} />, root);
  performance.mark("usable");
  page.dataset.ready = "yes";
}

if (typeof DecompressionStream === "function") {
  page.classList.add("app");
  document.addEventListener("DOMContentLoaded", () => {
    start().catch((fault: unknown) => give_up(`${String(fault)}.`));
  });
}
