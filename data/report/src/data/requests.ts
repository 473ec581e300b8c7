// SPDX-License-Identifier: MIT OR Apache-2.0
// Edits of manifests that were tried out.
import type { Model } from "./model";
import { name_of } from "./model";
import type { Request } from "./report";

/** The edit as a person would say it. */
export function sentence(model: Model, { edit, dependency, member }: Request): string {
  const where = name_of(model, member) || "the workspace";
  const [kind = "", target = ""] = [edit.slice(0, edit.indexOf(":")), edit.slice(edit.indexOf(":") + 1)];
  const feature = target.split("/").slice(2).join("/");
  switch (kind) {
    case "drop":
      return `\`${where}\` without \`${dependency}\``;
    case "no-default-features":
      return `\`${dependency}\` in \`${where}\` without its default features`;
    case "remove-feature":
      return `\`${dependency}\` in \`${where}\` without \`${feature}\``;
    default:
      return `\`${edit}\``;
  }
}

/** Whether anything would go. */
export function saves_something({ saves, void_because }: Request): boolean {
  return void_because === null && (saves.packages > 0 || saves.units > 0 || saves.features > 0 || saves.cost_seconds > 0);
}

const plain = /^[A-Za-z0-9_./:@=+-]+$/;

/** A word for a shell; quoted where a character might mean something to it. */
function shell_word(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export const command = ({ edit }: Request): string => `plimsoll what-if ${shell_word(edit)}`;
