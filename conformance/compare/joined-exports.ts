import type { ActualExport, Table } from '../model/observation.ts';

/**
 * The exports that a client wrote in one run, as one: a client may request each model or each day on its own.
 * Undefined for none.
 */
export function joinedExports(exports: readonly ActualExport[]): ActualExport | undefined {
  const [first, ...others] = exports;
  if (first === undefined || others.length === 0) return first;
  const faulty = exports.find(({ sound }) => !sound) ?? first;
  const tables = new Map<string, Table>();
  for (const one of exports) {
    for (const [name, table] of one.tables) tables.set(name, joinedTable(tables.get(name), table));
  }
  return {
    path: faulty.sound ? first.path : faulty.path,
    form: first.form,
    sound: faulty.sound,
    problem: faulty.problem,
    beyond: exports.find(({ beyond }) => beyond !== undefined)?.beyond,
    tables,
    attachments: new Map(exports.flatMap(({ attachments }) => [...attachments])),
  };
}

/** The rows of both tables, in the columns of the first and those that only the second has. */
function joinedTable(left: Table | undefined, right: Table): Table {
  if (left === undefined) return right;
  if (left.header.join() === right.header.join())
    return { header: left.header, rows: [...left.rows, ...right.rows] };
  const header = [...left.header, ...right.header.filter((name) => !left.header.includes(name))];
  const places = header.map((name) => right.header.indexOf(name));
  return { header, rows: [...left.rows, ...right.rows.map((row) => places.map((at) => row[at] ?? ''))] };
}
