import type { NetworkProfile } from '../../schemas/index.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import { type Asked, type LintId, lintRules } from './lint-rules.ts';

/** A problem of a request, whatever its response was. */
export interface Lint {
  readonly id: LintId;
  /** The text: what came and what is correct. */
  readonly text: string;
  /** The source of the rule. */
  readonly source: string;
}

/** The data for reading a request. */
export interface Reading {
  /** The exchanges of the same session, in the order in which they began. */
  readonly others: readonly ExchangeRecord[];
  readonly profile: NetworkProfile;
  /** The target without secrets; lints quote it. */
  readonly target: string;
}

/** The maximum number of lints of one kind per request. */
const MAX_PER_KIND = 20;

/**
 * Finds the lints of a request. Remarks that were made while the request was answered replace those of the
 * rule.
 */
export function lintsOf(record: ExchangeRecord, { others, profile, target }: Reading): readonly Lint[] {
  const asked: Asked = {
    record,
    operation: record.operation === 'files' ? undefined : record.operation,
    query: parseQuery(rawQuery(target)),
    profile,
    others,
  };
  return (Object.keys(lintRules) as LintId[]).flatMap((id) => {
    const { source, find } = lintRules[id];
    const remarks = record.remarks.filter((remark) => remark.id === id);
    const texts = remarks.length > 0 ? remarks.map(({ text }) => text) : find(asked);
    return texts.slice(0, MAX_PER_KIND).map((text) => ({ id, text, source }));
  });
}
