// SPDX-License-Identifier: MIT OR Apache-2.0
// Small pieces of text. All text from the report passes through here or through Preact, as text.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Block, Inline, Level, Package, Place } from "../data/report";
import { use_page } from "../page";
import { level_signs, reach_meanings } from "./wording";
import type { Reach } from "../data/report";

/** A sentence in which backticks set off what is code. */
export function Message({ text }: { text: string }) {
  return <>{text.split("`").map((part, at) => (at % 2 ? <code key={at}>{part}</code> : part))}</>;
}

export function LevelMark({ level }: { level: Level }) {
  return (
    <span class={`level ${level}`}>
      <span aria-hidden>{level_signs[level]}</span> {level}
    </span>
  );
}

export function ReachMark({ reach }: { reach: Reach }) {
  return (
    <span class={`reach ${reach}`} title={reach_meanings[reach]}>
      {reach}
    </span>
  );
}

/** The whole address is shown; only https is a link. */
export function Outward({ href, text }: { href: string; text?: string }) {
  if (!/^https:\/\/[^\s/]/i.test(href)) return <span>{text ? `${text} (${href})` : href}</span>;
  return (
    <a class="outward" href={href} rel="noopener noreferrer" target="_blank">
      {text && text !== href ? `${text} (${href})` : href}
    </a>
  );
}

export function PlaceText({ at }: { at: Place | null }) {
  return at ? <code class="place">{`${at.file}:${at.line}`}</code> : null;
}

export function package_text(one: Package): string {
  return `${one.name} ${one.version}`;
}

/** Opens the package beside the present view; on its own it is a link that can be shared. */
export function PackageLink({ ix, children }: { ix: number; children?: ComponentChildren }) {
  const { model } = use_page();
  const one = model.packages[ix];
  if (!one) return null;
  const slug = model.slugs[ix] ?? "";
  return (
    <a class="package" href={`#/package/${encodeURIComponent(slug)}`} data-open={`package/${slug}`}>
      {children ?? (
        <>
          {one.name} <span class="version">{one.version}</span>
        </>
      )}
    </a>
  );
}

export function Way({ packages }: { packages: number[] }) {
  return (
    <ol class="way">
      {packages.map((ix) => (
        <li key={ix}>
          <PackageLink ix={ix} />
        </li>
      ))}
    </ol>
  );
}

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.getElementById("app")?.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

export function CopyButton({ text, label = "Copy", what, kind = "" }: { text: string; label?: string; what: string; kind?: string }) {
  const { say } = use_page();
  const [done, set_done] = useState(false);
  const on_click = async () => {
    const copied = await copy(text);
    set_done(copied);
    say(copied ? `${what} copied` : "The browser did not allow copying");
    if (copied) setTimeout(() => set_done(false), 1600);
  };
  return (
    <button class={`quiet ${kind}`} onClick={on_click} aria-label={label === "Copy" ? `Copy ${what}` : label}>
      {done ? "Copied" : label}
    </button>
  );
}

export function Command({ text }: { text: string }) {
  return (
    <div class="command">
      <code>{text}</code>
      <CopyButton text={text} what="command" />
    </div>
  );
}

function InlineText({ parts }: { parts: Inline[] }) {
  return (
    <>
      {parts.map((part, at) => {
        if (typeof part === "string") return part;
        if ("code" in part) return <code key={at}>{part.code}</code>;
        if ("em" in part) return <em key={at}>{part.em}</em>;
        return <Outward key={at} href={part.link} text={part.text} />;
      })}
    </>
  );
}

/** An advisory's description. */
export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <div class="prose">
      {blocks.map((block, at) => {
        if ("p" in block) return <p key={at}><InlineText parts={block.p} /></p>;
        if ("heading" in block) return <p key={at} class="heading"><InlineText parts={block.heading} /></p>;
        if ("code" in block) return <pre key={at} tabIndex={0}>{block.code}</pre>;
        return <ul key={at}>{block.list.map((item, row) => <li key={row}><InlineText parts={item} /></li>)}</ul>;
      })}
    </div>
  );
}

/** Names and values; rows without a value are left out. */
export function Facts({ rows }: { rows: [string, ComponentChildren][] }) {
  return (
    <dl class="facts-list">
      {rows.filter(([, value]) => value).map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

export function PackageList({ all, few = 12 }: { all: number[]; few?: number }) {
  return (
    <ul class="inline">
      <FewOf all={all} few={few}>{(ix) => <li key={ix}><PackageLink ix={ix} /></li>}</FewOf>
    </ul>
  );
}

/** The first few of many, and a button for the rest. */
export function FewOf<T>({ all, few = 8, children }: { all: T[]; few?: number; children: (one: T) => ComponentChildren }) {
  const [whole, set_whole] = useState(false);
  const shown = whole || all.length <= few + 1 ? all : all.slice(0, few);
  return (
    <>
      {shown.map(children)}
      {shown.length < all.length && (
        <li class="more">
          <button class="quiet" onClick={() => set_whole(true)}>
            {all.length - shown.length} more
          </button>
        </li>
      )}
    </>
  );
}
