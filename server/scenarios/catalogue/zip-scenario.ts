import type { Scenario } from '../scenario.ts';
import type { ArchiveStep } from '../steps/archive.ts';

/** The member that the steps change. */
export const MODEL = 'Messages.csv';

/** The folder of the attachments, where a member that no CSV names does the least harm. */
export const FOLDER = 'files/';

/** Makes a scenario of the archive that applies its steps to every request. */
export function zip(
  name: string,
  texts: Pick<Scenario, 'what' | 'shows' | 'source'>,
  ...steps: ArchiveStep[]
): Scenario {
  return { name: `zip-${name}`, area: 'archive', ...texts, rules: [{ steps }] };
}
