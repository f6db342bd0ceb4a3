import { fileURLToPath } from 'node:url';
import { outputOf } from './child.ts';
import type { Figure } from './figure.ts';

const PROGRAM = fileURLToPath(new URL('./zip64.ts', import.meta.url));

/**
 * The figure that shows whether other programs read archives beyond 4 GiB and 65,535 members; runs `zip64.ts`
 * unchanged.
 */
export const zip64Readers: Figure<'readers'> = {
  name: 'zip64',
  onlyFull: true,
  limits: {
    readers: {
      what: 'readers of an 8 GB member and 70,000 others',
      side: 'at least',
      bound: 2,
      goal: 2,
      unit: 'readers',
    },
  },
  async measure() {
    const lines = (await outputOf(['--import', 'tsx', PROGRAM])).trimEnd().split('\n');
    const satisfied = lines.filter((line) => /: (?:same names, sizes and contents|no error)$/.test(line));
    return {
      results: { readers: { measured: '', against: '', value: satisfied.length } },
      notes: lines,
    };
  },
};
