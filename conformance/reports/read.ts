import { createCompiler } from '../../schemas/compiler.ts';
import { schemaMistakes } from '../../schemas/index.ts';
import type { ConformanceReport } from '../model/report.ts';
import { inLine } from '../util/escape.ts';
import { firstFewLines } from '../util/first-few.ts';
import { reportSchema } from './schema.ts';

/**
 * A report that is not valid, or reports that do not belong together. The message says where, what was
 * expected and what came.
 */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** A message lists this many mistakes. */
const MOST_LISTED = 5;
const VERSION = 1;

/** The report that a `report.json` holds. Throws a `ReportError`. */
export function readReport(value: unknown): ConformanceReport {
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version !== VERSION) {
    throw new ReportError(
      `expected a report of version ${VERSION}, got version ${version}: render it with the kit that wrote it.`,
    );
  }
  const mistakes = schemaMistakes(createCompiler().compile(reportSchema), value, reportSchema);
  if (mistakes.length === 0) return value as ConformanceReport;
  const lines = firstFewLines(
    mistakes.map(({ path, text }) => `${inLine(path) || 'the whole'}: ${text}`),
    MOST_LISTED,
  );
  throw new ReportError(`expected a report of the conformance kit, got something else:\n${lines}`);
}
