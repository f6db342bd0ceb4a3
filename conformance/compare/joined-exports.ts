import type { ActualExport, Table } from '../model/observation.ts';
import { joinedTables, tablesByName, withRowsOf } from './joined-tables.ts';

/**
 * The exports that a client wrote in one run, as one: a client may request each model or each day on its own.
 * An export that was there before and was only written again adds no row that another one has. Undefined for
 * none.
 */
export function joinedExports(exports: readonly ActualExport[]): ActualExport | undefined {
  const [first, ...others] = exports;
  if (first === undefined || others.length === 0) return first;
  const faulty = exports.find(({ sound }) => !sound) ?? first;
  const tables = new Map<string, Table>();
  const changed = exports.filter(({ unchanged }) => unchanged !== true);
  for (const [name, all] of tablesByName(changed)) tables.set(name, joinedTables(all));
  for (const one of exports.filter(({ unchanged }) => unchanged === true))
    for (const [name, table] of one.tables) tables.set(name, withRowsOf(tables.get(name), table));
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
