/**
 * Measures the costs of the product, compares each figure with its limit, and prints a table:
 *
 *     npm run bench -- [--quick | --full] [--only NAME]… [--json FILE] [--write]
 *
 * `--write` also writes the table to docs/performance.md.
 *
 * The servers run the compiled product, so run `npm run build` first. It is a measurement, not a gate: the
 * exit code is 0 when everything could be measured, whatever the results; 2 for a wrong flag, 4 when
 * something could not be measured, 130 when interrupted.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Effort, Figure } from './figure.ts';
import { figures } from './figures.ts';
import { renderPage } from './page.ts';
import { type Line, linesOf, load, machine, type Report, render } from './report.ts';
import { expectCompiled } from './served.ts';

const PAGE = new URL('../docs/performance.md', import.meta.url);

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(130));

process.exitCode = await main();

async function main(): Promise<number> {
  let wanted: Wanted;
  try {
    wanted = readFlags();
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  try {
    expectCompiled();
    const report = await measureAll(wanted);
    process.stdout.write(render(report));
    if (wanted.json !== undefined) await writeFile(wanted.json, `${JSON.stringify(report, null, 2)}\n`);
    if (wanted.write) await writeFile(PAGE, renderPage(report));
    return 0;
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.stack : String(error)}\n`);
    return 4;
  }
}

interface Wanted {
  readonly effort: Effort;
  readonly chosen: readonly Figure[];
  readonly json: string | undefined;
  readonly write: boolean;
}

function readFlags(): Wanted {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      full: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  if (values.quick && values.full) throw new Error('expected --quick or --full, got both.');
  if (values.write && values.only)
    throw new Error('expected --write without --only, got both: the page shows all figures.');
  const names = figures.map(({ name }) => name);
  const unknown = values.only?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--only: expected one of ${names.join(', ')}; got '${unknown}'.`);
  }
  const effort = values.full ? 'full' : 'quick';
  const chosen = figures.filter(
    ({ name, onlyFull }) => values.only?.includes(name) ?? (effort === 'full' || !onlyFull),
  );
  return { effort, chosen, json: values.json, write: values.write };
}

async function measureAll({ effort, chosen }: Wanted): Promise<Report> {
  const loadAtStart = load();
  const lines: Line[] = [];
  const notes: Record<string, readonly string[]> = {};
  for (const figure of chosen) {
    process.stderr.write(`measuring ${figure.name}\n`);
    const outcome = await figure.measure(effort);
    lines.push(...linesOf(figure, outcome));
    notes[figure.name] = outcome.notes;
  }
  const date = new Date().toISOString().slice(0, 10);
  return {
    node: process.version,
    machine: machine(),
    date,
    effort,
    load: [loadAtStart, load()],
    lines,
    notes,
  };
}
