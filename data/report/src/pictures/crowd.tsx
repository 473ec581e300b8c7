// SPDX-License-Identifier: MIT OR Apache-2.0
// How many units are at work over time.
import type { Bar } from "../data/build";
import { crowd } from "../data/build";
import { counted, seconds_text } from "../parts/wording";

const stretches = 160;

export function Crowd({ bars }: { bars: Bar[] }) {
  const counts = crowd(bars, stretches);
  const most = Math.max(1, ...counts);
  const whole = Math.max(1e-9, ...bars.map(({ end }) => end));
  const alone = counts.filter((count) => count === 1).length / stretches;
  const x = (at: number) => ((at / stretches) * 640).toFixed(1);
  const y = (count: number) => (96 - (count / most) * 88).toFixed(1);
  const outline = counts.map((count, at) => `L${x(at)} ${y(count)}L${x(at + 1)} ${y(count)}`).join("");
  return (
    <figure class="crowd">
      <figcaption>
        Units at work: {counted(most, "unit")} at most at once; for {Math.round(alone * 100)} % of the time a single one.
      </figcaption>
      <svg viewBox="0 0 640 116" role="img" aria-label={`Units at work over ${seconds_text(whole)}, at most ${most}`}>
        <path class="area" d={`M0 96${outline}L640 96Z`} />
        <path class="axis" d="M0 96.5H640" />
        {[0, 1, 2, 3].map((quarter) => <g key={quarter}><path class="axis" d={`M${quarter * 160} 96v5`} /><text x={quarter * 160 + 3} y="111">{seconds_text((quarter * whole) / 4)}</text></g>)}
        <text x="634" y="14" text-anchor="end">{most}</text>
      </svg>
    </figure>
  );
}
