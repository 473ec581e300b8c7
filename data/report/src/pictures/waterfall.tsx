// SPDX-License-Identifier: MIT OR Apache-2.0
// Bars over time, one a row, with their names and times as text: a picture and its table in one.
import type { Bar } from "../data/build";
import { kind_words } from "../data/build";
import { PackageLink } from "../parts/text";
import { seconds_text } from "../parts/wording";

function place(host: HTMLElement | null, from: number, to: number): void {
  if (!host) return;
  host.style.left = `${(from * 100).toFixed(2)}%`;
  host.style.width = `${Math.max(0.4, (to - from) * 100).toFixed(2)}%`;
}

export function Waterfall({ bars, label }: { bars: Bar[]; label: string }) {
  const whole = Math.max(1e-9, ...bars.map(({ end }) => end));
  return (
    <table class="waterfall">
      <caption class="unseen">{label}</caption>
      <thead>
        <tr><th scope="col">Package</th><th scope="col">Kind</th><th scope="col" class="scale">0 to {seconds_text(whole)}</th><th scope="col" class="numeric">Takes</th></tr>
      </thead>
      <tbody>
        {bars.map((bar, at) => (
          <tr key={at} class={`item row ${bar.critical ? "critical" : ""}`}>
            <th scope="row"><PackageLink ix={bar.package} /></th>
            <td class="kind">{kind_words[bar.kind]}</td>
            <td class="track"><span><i class={`mark ${bar.kind} ${bar.measured ? "" : "estimate"}`} ref={(host) => place(host, bar.start / whole, bar.end / whole)} /></span></td>
            <td class="numeric">{seconds_text(bar.end - bar.start)}{!bar.measured && <small> est.</small>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function KindLegend() {
  return (
    <ul class="key" aria-label="What the colours mean">
      {(["lib", "proc-macro", "build-script", "script-run", "other"] as const).map((kind) => <li key={kind}><i class={`mark ${kind}`} aria-hidden />{kind_words[kind]}</li>)}
      <li><i class="mark lib estimate" aria-hidden />hatched: estimated</li>
    </ul>
  );
}
