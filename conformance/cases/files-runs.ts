import type { OwnScenario } from '../../server/index.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec, Label } from '../model/check.ts';

/** A step of a scenario. */
export type Step = NonNullable<OwnScenario['rules'][number]['steps']>[number];

/** Windows by the clock of the cases: in one month, in two, and of more than two months. */
const windows = {
  may: { since: '2024-05-02T00:00:00+00:00', until: '2024-05-19T23:59:59+00:00' },
  june: { since: '2024-06-01T00:00:00+00:00', until: '2024-06-18T23:59:59+00:00' },
  both: { since: '2024-05-20T00:00:00+00:00', until: '2024-06-18T23:59:59+00:00' },
  long: { since: '2024-02-01T00:00:00+00:00', until: '2024-06-18T23:59:59+00:00' },
} as const;

/** The rules of the Files Export API, by what is documented or was observed. */
export const rules = {
  states: 'The status of an export request is asked for until it contains COMPLETE; data then has its links.',
  links: 'data has the links to the archives, one on a line; all of them together are the export.',
  early: 'The status of a new export request is sometimes an error: it is not found yet.',
  whole:
    'An archive that did not arrive completely, or that cannot be read, is no export (RFC 9112, section 8). Seen broken in public clients of the network export.',
  status: 'Only a response with status 200 is an archive (RFC 9110, section 15).',
} as const;

/** The basis of a check that rests on an observation. */
export function observed(
  rule: string,
): Pick<CheckSpec, 'rule' | 'label' | 'level'> & { readonly label: Label } {
  return { rule, label: 'observed', level: 'MUST' };
}

/** A scenario for export requests that are complete at once, with further steps. */
export function atOnce(...steps: readonly Step[]): OwnScenario {
  return inTime(0, ...steps);
}

/** A scenario for export requests that take some seconds. */
export function inTime(seconds: number, ...steps: readonly Step[]): OwnScenario {
  return {
    name: 'files-export',
    rules: [{ when: { operation: 'files' }, steps: [{ do: 'job-takes', seconds }, ...steps] }],
  };
}

/** A run that exports the files of a window; the export request is complete at once without a scenario. */
export function exporting(window: keyof typeof windows, run: Pick<Run, 'ends'> & Partial<Run>): Run {
  return { operation: 'files', parameters: windows[window], scenario: atOnce(), ...run };
}

/** A case of the area. */
export function filesCase(id: string, title: string, one: Omit<Case, 'id' | 'area' | 'title'>): Case {
  return { id: `files.${id}`, area: 'files', title, ...one };
}
