import { type Markup, markup, nothing } from '../../util/escape.ts';
import { type AreaResult, type CheckStatus, number } from '../check-status.ts';

const standings: readonly (readonly [standing: CheckStatus, word: string])[] = [
  ['passed', 'passed'],
  ['failed', 'MUST failed'],
  ['warning', 'SHOULD or MAY failed'],
  ['known', 'known'],
  ['untested', 'not tested'],
  ['unsupported', 'unsupported'],
];

/** A line for each area, with its checks as a bar. */
export function areaTable(areas: readonly AreaResult[]): Markup {
  if (areas.length === 0) return nothing;
  return markup`<table class="areas">
<caption>Checks by area</caption>
<thead><tr><th scope="col">Area</th><th scope="col">Passed</th><th scope="col">Status of its checks</th></tr></thead>
<tbody>
${areas.map(row)}</tbody>
</table>`;
}

function row({ area, checks, counts }: AreaResult, place: number): Markup {
  const there = standings.filter(([standing]) => counts[standing] > 0);
  const rest = there.filter(([standing]) => standing !== 'passed');
  const words = rest.map(
    ([standing, word]) => markup`<span class="${standing}">${number(counts[standing])} ${word}</span> `,
  );
  let from = 0;
  const pieces = there.map(([standing]) => {
    const x = from;
    from += counts[standing] / checks;
    return markup`<rect class="${standing}" x="${share(x)}" y="0" width="${share(counts[standing] / checks)}" height="10"/>`;
  });
  return markup`<tr><th scope="row"><a href="#a-${place}">${area}</a></th><td>${number(counts.passed)}<span>/${number(checks)}</span></td><td><svg width="100%" height="10" aria-hidden="true">${pieces}</svg><div class="words">${words}</div></td></tr>
`;
}

function share(value: number): string {
  return `${Number((100 * value).toFixed(2))}%`;
}
