import type { Difference, DifferenceKind } from '../model/difference.ts';
import type { Reason } from '../model/reasons.ts';
import { differenceOf } from './format.ts';

type Attachments = ReadonlyMap<string, string>;

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Attachments that are missing, changed or more than were served. */
export function attachmentDifferences(expected: Attachments, seen: Attachments): readonly Difference[] {
  const missing = [...expected].filter(([path]) => !seen.has(path));
  const extra = [...seen].filter(([path]) => !expected.has(path));
  const changed = [...seen].filter(([path, digest]) => expected.has(path) && expected.get(path) !== digest);
  const elsewhere = (others: readonly (readonly [string, string])[], digest: string) =>
    others.some(([, other]) => other === digest) ? ('other-name' as const) : undefined;
  return [
    ...missing.map(([path, digest]) => difference('attachment-missing', path, elsewhere(extra, digest))),
    ...extra.map(([path, digest]) => difference('attachment-extra', path, elsewhere(missing, digest))),
    ...changed.map(([path, digest]) =>
      difference('attachment-changed', path, digest === EMPTY ? 'empty-file' : undefined),
    ),
  ];
}

function difference(kind: DifferenceKind, file: string, reason: Reason | undefined): Difference {
  return differenceOf({ kind, file, count: 1, reason, examples: [] });
}
