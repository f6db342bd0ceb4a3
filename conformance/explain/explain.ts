import wrapAnsi from 'wrap-ansi';
import { nearest } from '../../schemas/text.ts';
import { checkId } from '../cases/ids.ts';
import { cases } from '../cases/index.ts';
import { demandOf } from '../checks/judge.ts';
import { sequenceChecks } from '../checks/sequence.ts';
import type { ShippedTable } from '../fingerprints/shipped-table.ts';
import { shippedTable } from '../fingerprints/shipped-table.ts';
import { type Case, caseAreas } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { plural } from '../reports/check-status.ts';
import { nearestCheck } from '../selection/pattern.ts';
import { explainRuns } from './explain-runs.ts';

/** The start of the right column, and its least width, columns of a terminal. */
const INDENT = 12;
const LEAST = 20;

/**
 * Explains a check, a case or an area by its name, as text for a terminal that has `width` columns. Rejects
 * with a `RangeError` for a name that nothing has.
 */
export async function explain(name: string, width = 100): Promise<string> {
  const table = shippedTable();
  const field = fieldOf(width);
  if (caseAreas.some((area) => area === name)) return areaText(name, table);
  const one = cases.find(({ id }) => id === name);
  if (one !== undefined) return caseText(one, table, field);
  const found = cases
    .flatMap((each) => each.checks.map((check) => ({ each, check })))
    .find(({ each, check }) => checkId(each, check) === name);
  if (found !== undefined) return checkText(found.each, found.check, table, field);
  const near = name.includes('/')
    ? nearestCheck(name, cases)
    : nearest(name, [...caseAreas, ...cases.map(({ id }) => id)]);
  const advice = near === undefined ? 'engage-export explain rows lists an area.' : `did you mean ${near}?`;
  throw new RangeError(`expected the id of a check or a case, or an area, got '${name}': ${advice}`);
}

function areaText(area: string, table: ShippedTable): string {
  const own = cases.filter((one) => one.area === area);
  const count = own.reduce((sum, { checks }) => sum + checks.length, 0);
  const width = Math.max(...own.map(({ id }) => id.length));
  const lines = own.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`);
  const mutants = table.mutants.filter(({ name }) =>
    Object.entries(table.checks).some(([id, by]) => id.startsWith(`${area}.`) && by.includes(name)),
  );
  return `${area}: ${plural(own.length, 'case')}, ${plural(count, 'check')}, failed by ${plural(mutants.length, 'mutant')}

${lines.join('\n')}

Run engage-export explain CASE for the details of a case.
`;
}

async function caseText(one: Case, table: ShippedTable, field: Field): Promise<string> {
  const ids = one.checks.map((check) => checkId(one, check));
  const width = Math.max(...ids.map((id) => id.length));
  const lines = one.checks.map((check, index) => {
    const id = ids[index] ?? '';
    const by = table.checks[id]?.length ?? 0;
    return `  ${id.padEnd(width)}  ${check.level.padEnd(6)}  failed by ${plural(by, 'mutant')}`;
  });
  return `${one.id}
${one.title}

${await courseText(one, field)}

${lines.join('\n')}

Run engage-export explain CHECK for the details of a check.
${alone(one.id)}
`;
}

async function checkText(one: Case, check: CheckSpec, table: ShippedTable, field: Field): Promise<string> {
  const id = checkId(one, check);
  const judged = Object.hasOwn(sequenceChecks, check.check)
    ? 'All runs are judged together.'
    : `Run ${check.run ?? one.runs.length} is judged.`;
  const run = one.runs.length > 1 ? ` ${judged}` : '';
  return `${id}  ${check.level}
${demandOf(check)}

${field('Rule', `${check.rule} (${check.label})`)}
${field('Why', check.why)}
${field('Case', `${one.title}${run}`)}
${await courseText(one, field)}

${proof(id, table, field)}

${alone(id)}
`;
}

/** The number of mutants that are described. */
const MOST_SHOWN = 3;

/** The clients that pass a check and those that fail it. */
function proof(id: string, { checks, mutants }: ShippedTable, field: Field): string {
  const entry = checks[id];
  if (entry === undefined) return field('Mutants', 'The shipped table does not contain this check yet.');
  const failing = entry.slice(0, MOST_SHOWN).map((name) => {
    const does = mutants.find((mutant) => mutant.name === name)?.does ?? '';
    return field('Failed by', `${name}: ${does}`);
  });
  const rest = entry.slice(MOST_SHOWN);
  const more = rest.length === 0 ? [] : [field('', `and by ${rest.join(', ')}`)];
  return [field('Passed by', 'the reference client'), ...failing, ...more].join('\n');
}

/** The course of a case, run by run. */
async function courseText(one: Case, field: Field): Promise<string> {
  const runs = await explainRuns(one);
  const isOne = one.runs.length === 1;
  return runs.map(({ title, text }) => field(isOne ? 'Course' : title, text)).join('\n');
}

function alone(pattern: string): string {
  return `engage-export test --only ${pattern} -- CLIENT ARGUMENTS`;
}

/** A name on the left and a text on the right, wrapped. */
type Field = (name: string, text: string) => string;

function fieldOf(width: number): Field {
  const left = ' '.repeat(INDENT);
  return (name, text) =>
    name.padEnd(INDENT) + wrapAnsi(text, Math.max(LEAST, width - INDENT)).replaceAll('\n', `\n${left}`);
}
