import { join } from 'node:path';
import type { Attack, Ground, Suite } from './attack.ts';
import { misconduct, runCommand } from './command.ts';
import { fileOf } from './users.ts';
import { damaged, type HostileZip } from './zip-making.ts';
import { containers } from './zips-container.ts';
import { contents } from './zips-content.ts';

/** The time limit of `check`, milliseconds; it needs seconds. */
const WITHIN_MS = 120_000;
/** The memory limit of the process, megabytes: the memory of Node.js plus the promised maximum. */
const PEAK_MB = 280;

const DAMAGED = 12;
const byChance = Array.from(
  { length: DAMAGED },
  (_, at): HostileZip => ({ name: `damaged by chance, ${at}`, bytes: () => damaged(at) }),
);

/** ZIPs that are harmful to their reader. */
export const zipAttacks: Suite = {
  name: 'hostile ZIPs',
  together: 3,
  atLeast: 100,
  attacks: [...containers, ...contents, ...byChance].map(
    (hostile): Attack => ({ name: hostile.name, try: (ground) => judge(hostile, ground) }),
  ),
};

async function judge({ bytes, codes = [0, 1, 3] }: HostileZip, ground: Ground): Promise<readonly string[]> {
  const { user, installed, folder, tmp } = ground;
  await fileOf(user, join(folder, 'export.zip'), bytes());
  const ended = await runCommand({
    user,
    installed,
    cwd: folder,
    tmp,
    withinMs: WITHIN_MS,
    args: ['check', 'export.zip'],
  });
  const much = ended.peakMb > PEAK_MB ? [`held ${Math.round(ended.peakMb)} MB, more than ${PEAK_MB}`] : [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: characters that must not reach a terminal.
  const raw = /[\0-\x08\x0b-\x1f\x7f]/.test(ended.stdout + ended.stderr)
    ? ['printed control characters']
    : [];
  return [...misconduct(ended, codes), ...much, ...raw];
}
