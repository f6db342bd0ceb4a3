import type { Markup } from '../../util/escape.ts';
import { filterStyle } from './filters.ts';

const colours = `
:root { color-scheme: light dark;
  --paper: #fff; --sheet: #f6f7f8; --ink: #1c2126; --soft: #566069; --line: #d9dde1; --focus: #1f5fbf;
  --passed: #22713a; --failed: #b3261e; --warning: #8a5a00; --known: #6a4fa3; --untested: #8a5a00; --unsupported: #566069;
  --bar-passed: #4d9e66; --bar-failed: #cf3f36; --bar-warning: #e0a53a; --bar-known: #a48fd0; --bar-untested: #f0d08c; --bar-unsupported: #c3c9cf;
  --even: #c9d6e4; --odd: #dde5ee; --hit: #f3b562; --fault: #b3261e; --hatch: #99a3ad; --mark: #fdf1dd; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14171a; --sheet: #1c2024; --ink: #e4e7ea; --soft: #9ba5af; --line: #343a41; --focus: #7fb0f5;
  --passed: #6cc488; --failed: #ff8a80; --warning: #e8b45a; --known: #b9a5e6; --untested: #e8b45a; --unsupported: #9ba5af;
  --bar-passed: #3f8f58; --bar-failed: #d9534a; --bar-warning: #c98f2b; --bar-known: #8a74bd; --bar-untested: #7d6530; --bar-unsupported: #4c545c;
  --even: #3c4c5e; --odd: #2f3c4a; --hit: #8f6426; --fault: #ff8a80; --hatch: #6a747e; --mark: #33291a; } }
`;

const frame = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body { margin: 0 auto; max-width: 74rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
code, pre, h1, .case > summary b, .members th[scope=row] { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { font-size: .86em; }
p, ul, dl, dd, figure { margin: 0; padding: 0; }
ul { list-style: none; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption, th { text-align: left; font-weight: 600; }
th[scope=row] { font-weight: 400; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .2em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.defs { position: absolute; }
.kind, caption, .facts dt, dl dt, .left, .none, legend { color: var(--soft); font-size: .8rem; font-weight: 400; }
h1 { margin: .1rem 0 .9rem; font-size: 1.45rem; line-height: 1.3; font-weight: 600; }
h2 { scroll-margin-top: 3.5rem; margin: 1.8rem 0 .5rem; font-size: 1.1rem; }
.outcome { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; border-left: 4px solid; padding: .1rem 0 .1rem .9rem; }
.outcome strong { font-size: 1.35rem; }
.outcome.passed { border-color: var(--bar-passed); } .outcome.passed strong { color: var(--passed); }
.outcome.failed { border-color: var(--bar-failed); } .outcome.failed strong { color: var(--failed); }
.outcome.incomplete { border-color: var(--bar-warning); } .outcome.incomplete strong { color: var(--warning); }
.problems { margin: .8rem 0 0 1.15rem; color: var(--failed); list-style: disc; }
.counts { margin: .3rem 0 0; color: var(--soft); }
.facts, .reach { display: flex; flex-wrap: wrap; gap: .4rem 1.8rem; margin: .8rem 0; }
.how { margin: .2rem 0 0; } .how > summary { color: var(--soft); font-size: .87rem; }
.first { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 2.5rem; align-items: start; }
.matrix th, .matrix td { border-top: 1px solid var(--line); padding: .3rem .8rem .3rem 0; vertical-align: top; }
.matrix td:last-child { padding-right: 0; text-align: right; white-space: nowrap; }
.matrix th[scope=row] { white-space: nowrap; overflow-wrap: normal; }
.matrix thead th { color: var(--soft); font-size: .75rem; font-weight: 400; white-space: nowrap; }
.cells { width: 100%; line-height: 1.3; }
.cells a, .marks span { display: inline-block; width: 1.3em; margin: 0 2px 2px 0; border-radius: 2px; text-align: center; font-size: .8rem; font-weight: 700; text-decoration: none; color: var(--paper); }
.cells a:hover { outline: 2px solid var(--ink); }
.matrix .passed { background: var(--passed); } .matrix .failed { background: var(--failed); } .matrix .warning { background: var(--warning); }
.matrix .known { background: var(--known); } .matrix .untested { background: var(--untested); } .matrix .unsupported { background: var(--unsupported); }
.matrix .marks { margin-top: .5rem; color: var(--soft); font-size: .8rem; }
.skip { position: absolute; clip-path: inset(50%); } .skip:focus-within { position: static; clip-path: none; }
[hidden] { display: none !important; }
.filters { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 1.6rem; margin: 0 -.5rem; padding: .5rem; border-bottom: 1px solid var(--line); background: var(--paper); }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .1rem .9rem; margin: 0; padding: 0; border: 0; min-width: 0; }
.filters legend { float: left; padding: 0; margin-right: .8rem; line-height: 1.5rem; }
.filters label { white-space: nowrap; } .filters label span, .filters output { color: var(--soft); font-size: .8rem; }
.filters input[type=radio] { accent-color: var(--focus); margin: 0 .15rem 0 0; vertical-align: -.1em; }
.filters input[type=search], button { font: inherit; border: 1px solid var(--soft); border-radius: 4px; padding: .1rem .5rem; background: var(--paper); color: inherit; }
button { font-size: .8rem; cursor: pointer; }
h3 { margin: 1.4rem 0 .4rem; font-size: 1rem; } h3 span { color: var(--soft); font-weight: 400; }
.compared { margin: 1rem 0; overflow: auto; } .compared th, .compared td { border-top: 1px solid var(--line); padding: .25rem 1.2rem .25rem 0; vertical-align: top; } .compared th { overflow-wrap: break-word; } .compared td { min-width: 4.5rem; } .compared td:nth-child(2) { min-width: 10rem; } .compared thead th { color: var(--soft); font-size: .8rem; }
.status.failed { color: var(--failed); font-weight: 600; } .status.warning, .status.untested { color: var(--warning); } .status.passed { color: var(--passed); } .status.known { color: var(--known); } .status.unsupported, .status.absent { color: var(--soft); }
.trend { margin: 1rem 0; } .trend svg { display: block; border-bottom: 1px solid var(--soft); } .trend .failed { fill: var(--bar-failed); } .trend .warning { fill: var(--bar-warning); }
.rules ol { padding-left: 2.2rem; font-size: .87rem; } .rules li { margin: .3rem 0; scroll-margin-top: 1rem; } .rules li:target { background: var(--mark); } .why { color: var(--soft); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .8rem; color: var(--soft); font-size: .8rem; }
`;

const findings = `
.findings ol { margin: 0; padding: 0 0 0 1.8rem; }
.finding::marker { color: var(--soft); }
.finding { scroll-margin-top: 1rem; border: 1px solid var(--line); border-left: 4px solid var(--bar-warning); border-radius: 4px; margin: .5rem 0; padding: .45rem .9rem .5rem; }
.finding:target { background: var(--mark); }
.finding.failed { border-left-color: var(--bar-failed); } .finding.failed .pill { color: var(--failed); }
.finding.warning .pill, .finding.untested .pill { color: var(--warning); }
.finding .mend { margin: .1rem 0 .2rem; }
.finding summary { color: var(--soft); font-size: .87rem; } .finding summary.demand { color: inherit; }
.soft { margin: 1rem 0 .3rem; color: var(--soft); } .finding.warning { margin: .25rem 0; padding: .2rem .7rem; }
.finding dl { margin: .4rem 0; }
.finding dl > div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .6rem; }
.finding .cases { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin-top: .4rem; }
.finding details { font-size: .87rem; }
.like { margin: .2rem 0 .8rem; } .like ul { list-style: disc; padding-left: 1.2rem; }
.case > div { scroll-margin-top: 7rem; } .case { scroll-margin-top: 4.5rem; } .case:has(> :target) > summary { background: var(--mark); }
.others, .plain-run { margin: .2rem 0 .5rem 1.7rem; color: var(--soft); font-size: .87rem; } .case > div > .left { margin-left: 1.7rem; }
`;

const cases = `
.case { border-top: 1px solid var(--line); } .case:last-child { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; }
.case > summary { display: grid; grid-template-columns: 1.2rem 1fr auto; gap: .5rem; padding: .5rem .3rem; list-style: none; }
.case > summary::-webkit-details-marker { display: none; }
.case > summary:hover { background: var(--sheet); }
.case > summary b { font-size: .86rem; font-weight: 600; margin-right: .5rem; }
.name > span { color: var(--soft); }
.share { font-variant-numeric: tabular-nums; } .share span { color: var(--soft); }
.mark { font-weight: 700; text-align: center; }
.passed > summary .mark { color: var(--passed); }
.failed > summary .mark, .failed > .what .pill { color: var(--failed); }
.warning > summary .mark, .check.warning > .what .pill { color: var(--warning); }
.known > summary .mark, .check.known > .what .pill { color: var(--known); }
.untested > summary .mark, .untested > .what .pill { color: var(--untested); }
.unsupported > summary .mark { color: var(--unsupported); }
.checks { margin: .3rem 0 1rem 1.7rem; }
.check { display: grid; grid-template-columns: minmax(0, 19rem) minmax(0, 1fr); gap: .3rem 2rem; padding: .7rem 0; border-top: 1px dotted var(--line); }
.pill { font-weight: 650; } .level { font-size: .75rem; letter-spacing: .04em; color: var(--soft); }
.what p { line-height: 1.4; } .what code { color: var(--soft); }
.check dl > div { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .6rem; }
.check dd { white-space: pre-wrap; }
.check.failed .seen dd, .check.untested .seen dd { font-weight: 600; }
.label { display: inline-block; border: 1px solid var(--line); border-radius: 3px; padding: 0 .35rem; color: var(--soft); font-size: .75rem; font-weight: 400; }
`;

const runs = `
.run { margin: 0 0 .8rem 1.7rem; border: 1px solid var(--line); border-radius: 6px; padding: 0 1rem; }
.run > summary { margin: 0 -1rem; padding: .5rem 1rem; } .run[open] > summary { border-bottom: 1px solid var(--line); }
.ended { color: var(--soft); }
.parameters { margin: .6rem 0; color: var(--soft); font-size: .87rem; }
.members { overflow: auto; }
.requests { margin: .6rem 0; padding-left: 2rem; font-size: .87rem; } .requests li { margin: .2rem 0; } .place { color: var(--soft); }
.stream { margin: 1.2rem 0; }
figcaption { margin-bottom: .5rem; }
.beside { display: grid; grid-template-columns: minmax(0, 1.9fr) minmax(17rem, 1fr); gap: 1.8rem; align-items: start; }
.picture { display: block; overflow: visible; }
.picture text { fill: var(--ink); font: 11.5px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; }
.picture .byte { fill: var(--fault); font-weight: 600; }
.even { fill: var(--even); background: var(--even); } .odd { fill: var(--odd); background: var(--odd); }
.picture .even, .picture .odd, .picture > .hit { stroke: var(--paper); stroke-width: .6; }
rect.hit, .key.hit { fill: var(--hit); background: var(--hit); }
.void { fill: var(--paper); fill-opacity: .7; }
.edge { fill: none; stroke: var(--soft); }
.ray { stroke: var(--soft); stroke-dasharray: 2 3; }
line.fault { stroke: var(--fault); stroke-width: 2; }
#never line { stroke: var(--hatch); stroke-width: 1.4; }
.legend { margin-top: .7rem; font-size: .82rem; }
.legend li { position: relative; padding-left: 2rem; }
.key { position: absolute; left: 0; top: .28rem; width: 1.3rem; height: .75rem; border-radius: 1px; }
.key.odd { left: .65rem; width: .65rem; } .key.even { width: .65rem; }
.key.fault { width: auto; left: .55rem; top: 0; height: 1.1rem; border-left: 2px solid var(--fault); padding-left: .2rem; color: var(--fault); font-weight: 600; border-radius: 0; }
.key.never { border: 1px solid var(--soft); background: repeating-linear-gradient(-45deg, var(--hatch) 0 1.2px, transparent 1.2px 4px); }
.members { max-height: 17rem; border: 1px solid var(--line); border-radius: 4px; }
.members caption { padding: .3rem .6rem; }
.members th, .members td { padding: .12rem .6rem; font-size: .78rem; }
.members td, .members thead th:not(:first-child) { text-align: right; white-space: nowrap; }
.members th[scope=row] { font-size: .75rem; }
.members thead th { position: sticky; top: 0; background: var(--paper); box-shadow: 0 1px var(--line); }
.members .hit > * { position: sticky; top: 1.5rem; bottom: 0; background: var(--mark); box-shadow: 0 -1px var(--line), 0 1px var(--line); }
.members .hit b { color: var(--fault); font-family: system-ui, sans-serif; }
.members .never > * { color: var(--soft); }
.left { margin: .8rem 0 .15rem; } .files { margin-bottom: .8rem; font-size: .87rem; } .none { margin: .8rem 0; }
pre { margin: 0 0 .9rem; max-height: 20rem; overflow: auto; border-radius: 4px; padding: .6rem .8rem; background: var(--sheet); font-size: .78rem; line-height: 1.45; white-space: pre-wrap; tab-size: 4; }
`;

const elsewhere = `
@media (max-width: 60rem) { .first { grid-template-columns: minmax(0, 1fr); } .beside { grid-template-columns: minmax(0, 1fr); gap: 1rem; } }
@media (max-width: 44rem) {
  body { padding: 1.2rem 1rem 3rem; }
  .check { grid-template-columns: minmax(0, 1fr); }
  .filters { position: static; } .case, .case > div { scroll-margin-top: 1rem; } .findings ol { padding-left: 1.4rem; } .finding dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .checks, .run { margin-left: 0; } .run { padding: 0 .7rem; } .run > summary { margin: 0 -.7rem; padding: .5rem .7rem; }
  .areas td:last-child { width: 55%; } .areas th, .areas td { padding-right: .8rem; }
  .picture .name { display: none; }
  .name b, .name > span { display: block; }
}
@media print {
  :root { color-scheme: light;
    --paper: #fff; --sheet: #f6f7f8; --ink: #000; --soft: #444; --line: #bbb; --mark: #fff;
    --passed: #22713a; --failed: #b3261e; --warning: #8a5a00; --known: #6a4fa3; --untested: #8a5a00; --unsupported: #566069; }
  @page { margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.35; }
  .filters, .skip, button, .rules, .finding details, .soft > summary, .how, .group.passed, .group.unsupported { display: none; }
  .first { display: block; } .finding, .matrix tr, .case { break-inside: avoid; } h2, h3 { break-after: avoid; margin: .8rem 0 .3rem; }
  .group { columns: 2; column-gap: 1.5rem; } .group h3 { column-span: all; }
  .case > :not(summary) { display: none; } .case > summary { padding: .1rem 0; grid-template-columns: 1rem 1fr; font-size: 8pt; } .case > summary .share { display: none; }
  .matrix a, .marks span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** The styles of the page. */
export const style: Markup = {
  markup: colours + frame + findings + cases + filterStyle.markup + runs + elsewhere,
};
