import type { Assumptions } from '../../schemas/index.ts';
import type { Query } from '../http/query.ts';
import { redactQuery } from '../http/redact.ts';

/** The parameters in effect, as pairs of name and value. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** `request.txt`: the request. */
export function requestText(parameters: Parameters, query: Query, assumptions: Assumptions): string {
  return requestTexts[assumptions['request-txt']](parameters, query);
}

const requestTexts: Readonly<
  Record<Assumptions['request-txt'], (parameters: Parameters, query: Query) => string>
> = {
  lines: (parameters) => parameters.map(([name, value]) => `${name}: ${value}\n`).join(''),
  query: (_, { raw }) => `${redactQuery(raw)}\n`,
  empty: () => '',
};
