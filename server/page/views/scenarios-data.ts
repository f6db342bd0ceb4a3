import { json } from '../components/format.ts';

/** A scenario as the control API lists it. */
export interface Listed {
  readonly name: string;
  readonly area: string;
  readonly what: string | null;
  readonly shows: string | null;
  readonly source: string | null;
  readonly steps: readonly string[];
  readonly token: string;
  readonly curl: string;
}

/** A step: its kind, and its properties. */
export type Step = { readonly do: string } & Readonly<Record<string, unknown>>;

/** A scenario as it is written, as far as the page reads it. */
export interface Written {
  readonly cycle?: number;
  readonly per?: string;
  readonly rules: readonly { readonly when?: object; readonly steps: readonly Step[] }[];
}

/** A scenario with its rules. */
export interface Shown extends Listed, Written {}

/** The places where a scenario breaks an export, by the area of the catalogue. */
export const places: Readonly<Record<string, string>> = {
  access: 'Access: tokens and limits',
  'sign-in': 'Signing in',
  http: 'The head of the response',
  transport: 'The transfer of the body',
  archive: 'The ZIP',
  data: 'The rows of a CSV',
  partial: 'Models that are missing',
  time: 'The clock',
  'files-export': 'The Files Export API',
  own: 'Own scenarios',
};

/** Tells whether a scenario matches every word of a search. */
export function matches(scenario: Listed, query: string): boolean {
  const { name, what, shows, source, steps, area } = scenario;
  const text = [name, what, shows, source, places[area], ...steps].join('\n').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The scenario as a user writes it. */
export function written({ name, what, cycle, per, rules }: Shown, newName = name): string {
  const all = {
    name: newName,
    ...(what && { what }),
    ...(cycle !== undefined && { cycle }),
    ...(per !== undefined && { per }),
    rules,
  };
  return json(all, 2);
}
