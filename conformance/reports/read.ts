import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { ConformanceReport } from '../model/report.ts';
import { inLine, shortened } from '../util/escape.ts';
import { reportSchema } from './schema.ts';

/** A report that cannot be read, or reports that do not belong together. The message says where, what was expected and what came. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** More mistakes are not told at once. */
const MOST_MISTAKES = 5;
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
  const validate = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    verbose: true,
  }).compile(reportSchema);
  if (validate(value)) return value as ConformanceReport;
  const mistakes = [...new Set((validate.errors ?? []).flatMap(told))];
  const more = mistakes.length - MOST_MISTAKES;
  const lines = [...mistakes.slice(0, MOST_MISTAKES), ...(more > 0 ? [`and ${more} more`] : [])];
  throw new ReportError(`expected a report of the conformance kit, got something else: ${lines.join('; ')}.`);
}

/** An error of a choice of shapes is told by the shapes. */
function told({
  keyword,
  instancePath,
  params,
  message = 'not as expected',
  data,
}: ErrorObject): readonly string[] {
  if (keyword === 'anyOf') return [];
  const where = inLine(instancePath) || 'the whole';
  const { missingProperty, additionalProperty, allowedValues, allowedValue } = params as Readonly<
    Record<string, unknown>
  >;
  if (missingProperty !== undefined) return [`${where}: expected '${missingProperty}', got nothing`];
  if (additionalProperty !== undefined) {
    return [`${where}: expected only names that are known, got '${inLine(String(additionalProperty))}'`];
  }
  const choices = Array.isArray(allowedValues) ? `one of ${allowedValues.join(', ')}` : allowedValue;
  const expected = choices === undefined ? message.replace('must be', 'a value that is') : String(choices);
  return [`${where}: expected ${expected}, got ${shown(data)}`];
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return shortened(inLine(JSON.stringify(value) ?? 'nothing'), 60);
}
