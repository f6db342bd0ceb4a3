import type { Exchange } from '../../server/index.ts';
import { answersOf } from '../compare/answers.ts';
import { servedDigest } from '../compare/expected-export.ts';
import { servedAt } from '../compare/served-windows.ts';
import type { Run } from '../model/case.ts';
import type { ActualExport } from '../model/observation.ts';
import type { FileSeen } from '../sandbox/snapshot.ts';
import type { ExpectedExportInput } from './expected-exports.ts';

/**
 * The paths of the damaged ZIPs that equal a response byte for byte. The responses are made again, which
 * costs time only if there are such ZIPs.
 */
export async function asServedOf(
  { kit, options, session }: ExpectedExportInput,
  {
    scenario,
    exchanges,
    out,
    written,
  }: {
    readonly scenario: Run['scenario'];
    readonly exchanges: readonly Exchange[];
    readonly out: readonly FileSeen[];
    readonly written: readonly ActualExport[];
  },
): Promise<readonly string[]> {
  const damaged = written.filter(({ sound }) => !sound).map(({ path }) => path);
  if (damaged.length === 0 || scenario === undefined) return [];
  const now = servedAt(exchanges) ?? session.clock.now();
  const digests = await Promise.all(
    answersOf(exchanges, now).map((answer) =>
      servedDigest(kit.server, { ...options, now }, { ...answer, scenario }),
    ),
  );
  return out
    .filter(({ path, digest }) => damaged.includes(path) && digests.includes(digest))
    .map(({ path }) => path);
}
