import type { NetworkProfile } from '../../schemas/index.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { type Asked, type LintId, lintRules } from './lint-rules.ts';
import type { ExchangeRecord } from './recording.ts';

/** Something in a request that is worth a look, whatever the answer was. */
export interface Lint {
  readonly id: LintId;
  /** What came and what would be right. */
  readonly text: string;
  /** Where that comes from. */
  readonly source: string;
}

/** What a request is read with. */
export interface Reading {
  /** The exchanges of the same session, in the order in which they began. */
  readonly others: readonly ExchangeRecord[];
  readonly profile: NetworkProfile;
  /** The request's target as it may be shown: findings quote it. */
  readonly target: string;
}

/** The same thing is said so often at most. */
const MOST_OF_ONE = 20;

/** What can be said about a request. What was found out while it was answered comes first. */
export function lintsOf(recording: ExchangeRecord, { others, profile, target }: Reading): readonly Lint[] {
  const asked: Asked = {
    recording,
    operation: recording.operation,
    query: parseQuery(rawQuery(target)),
    profile,
    others,
  };
  return (Object.keys(lintRules) as LintId[]).flatMap((id) => {
    const { source, find } = lintRules[id];
    const remarks = recording.remarks.filter((remark) => remark.id === id);
    const texts = remarks.length > 0 ? remarks.map(({ text }) => text) : find(asked);
    return texts.slice(0, MOST_OF_ONE).map((text) => ({ id, text, source }));
  });
}
