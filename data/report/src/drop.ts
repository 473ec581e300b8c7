// SPDX-License-Identifier: MIT OR Apache-2.0
// A JSON report from a file: dropped onto the page, or chosen.
import type { Model } from "./data/model";
import { model_of } from "./data/model";
import { read_report } from "./data/read";

export type Outcome = Model | string;

export async function open_file(file: File): Promise<Outcome> {
  try {
    const report = read_report(JSON.parse(await file.text()));
    return typeof report === "string" ? report : model_of(report);
  } catch {
    return `${file.name} is no JSON.`;
  }
}

/** Listens until what it returns is called. */
export function dropped_report(take: (outcome: Outcome, name: string) => void): () => void {
  const over = (event: DragEvent) => event.preventDefault();
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) take(await open_file(file), file.name);
  };
  const chosen = async (event: Event) => {
    const field = event.target;
    const file = field instanceof HTMLInputElement && field.type === "file" ? field.files?.[0] : undefined;
    if (file) take(await open_file(file), file.name);
  };
  addEventListener("dragover", over);
  addEventListener("drop", drop);
  addEventListener("change", chosen);
  return () => {
    removeEventListener("dragover", over);
    removeEventListener("drop", drop);
    removeEventListener("change", chosen);
  };
}
