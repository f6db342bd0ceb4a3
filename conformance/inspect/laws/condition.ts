import { SECOND_MS } from '../../../schemas/durations.ts';
import type { Condition, Relation } from '../../../schemas/index.ts';

/** Reads a cell of a row by the name of its column; undefined when the file has no such column. */
export type Cells = (column: string) => string | undefined;

/**
 * The clock of an export, Unix milliseconds: the end of its window, or the time at which it was written,
 * which may be days later. Its rows are those of the window, as they were when it was written.
 */
export interface ExportClock {
  readonly earliest: number;
  readonly latest: number;
}

const expressions = new Map<string, RegExp>();

/**
 * Tells whether a condition holds for a row; undefined when the file lacks a column of the condition.
 */
export function holds(condition: Condition, cells: Cells, clock: ExportClock): boolean | undefined {
  const text = cells(condition.column);
  if (text === undefined) return undefined;
  const { equals, differsFrom, endsWith, contains, beginsWith, matches } = condition;
  if (condition.is && !condition.is.includes(text)) return false;
  if (condition.isNot?.includes(text)) return false;
  if (condition.empty !== undefined && condition.empty !== (text === '')) return false;
  if (beginsWith !== undefined && !text.startsWith(beginsWith)) return false;
  if (matches !== undefined && !expressionOf(matches).test(text)) return false;
  if (condition.clock === 'past' && !(Date.parse(text) <= clock.earliest)) return false;
  if (condition.clock === 'future' && !(Date.parse(text) > clock.latest)) return false;
  for (const [name, agrees] of [
    [equals, (other: string) => text === other],
    [differsFrom, (other: string) => text !== other],
    [endsWith, (other: string) => text.endsWith(other)],
    [contains, (other: string) => text.includes(other)],
  ] as const) {
    if (name === undefined) continue;
    const other = cells(name);
    if (other === undefined) return undefined;
    if (!agrees(other)) return false;
  }
  return true;
}

/** Tells whether all conditions hold; false when a column is missing. */
export function allHold(conditions: readonly Condition[], cells: Cells, clock: ExportClock): boolean {
  return conditions.every((condition) => holds(condition, cells, clock) === true);
}

/** Tells whether two cells, neither of them empty, have a relation. */
export function related(own: string, relation: Relation, their: string): boolean {
  switch (relation) {
    case 'equal':
      return own === their;
    case 'different':
      return own !== their;
    case 'not-before':
      return compare(own, their) >= 0;
    case 'not-after':
      return compare(own, their) <= 0;
    case 'among':
      return listed(their).includes(own);
    case 'among-ids':
      return their.split(',').includes(own);
    case 'contains':
      return own.includes(their);
  }
}

/** Compares two instants of any spelling. */
function compare(a: string, b: string): number {
  return instantOf(a) - instantOf(b);
}

/** An instant in Unix milliseconds, from Unix seconds or a timestamp. */
function instantOf(text: string): number {
  return /^\d{9,}$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text);
}

function listed(json: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function expressionOf(source: string): RegExp {
  const known = expressions.get(source) ?? new RegExp(source, 'u');
  expressions.set(source, known);
  return known;
}
