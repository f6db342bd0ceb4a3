import type { CheckData } from '../checks/check.ts';
import type { Case } from './case.ts';
import { network } from './failures.ts';

const RULE =
  'What could not be exported is missing or cut short, and log.txt says so; the status is 200 and the ZIP is sound.';

const told: readonly CheckData[] = [
  {
    aspect: 'says-how-it-ended',
    level: 'MUST',
    rule: RULE,
    label: 'documented',
    why: 'A partial export that counts as complete is a hole in the archive that nobody will find.',
  },
  {
    aspect: 'tells-why',
    level: 'SHOULD',
    rule: RULE,
    label: 'documented',
    why: 'Whoever asks again has to know for what.',
  },
];

const situations = [
  {
    id: 'model-missing',
    scenario: 'partial-messages-missing',
    title: 'An export without its messages is told from a complete one.',
  },
  {
    id: 'model-cut-short',
    scenario: 'partial-messages-cut-short',
    title: 'An export with a part of its messages is told from a complete one.',
  },
  {
    id: 'several',
    scenario: 'partial-several',
    title: 'An export without several files is told from a complete one.',
  },
  {
    id: 'attachment-missing',
    scenario: 'partial-attachment-missing',
    title: 'An export without one attachment is told from a complete one.',
  },
  {
    id: 'wrong-counts',
    scenario: 'log-wrong-counts',
    title: 'Counts in log.txt that are not what is in the ZIP are noticed.',
  },
];

export const partialCases: readonly Case[] = situations.map(({ id, scenario, title }) => ({
  id: `partial.${id}`,
  area: 'partial',
  title,
  runs: [network({ scenario, ends: ['partial', 'failed'] })],
  checks: told,
}));
