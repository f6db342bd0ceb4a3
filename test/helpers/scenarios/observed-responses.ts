import type { Test } from 'tap';
import { openExport } from '../../../server/index.ts';
import { tiny } from '../serve.ts';
import { layoutOf, type Seen } from '../wire.ts';

/** The query with which the scenarios are tested. */
export const QUERY = 'since=2024-06-01';
export const good = await exported();
export const layout = layoutOf(good);

async function exported(): Promise<Buffer> {
  const opened = await openExport(tiny, { query: QUERY });
  if (opened.refused) throw new Error(`expected an export, got ${opened.status}: ${opened.hint}`);
  const parts: Buffer[] = [];
  for await (const part of opened.bytes) parts.push(part);
  return Buffer.concat(parts);
}

/** The expectation of one request of a scenario. */
export type Expect = (t: Test, seen: Seen, title: string) => void;

/** The unchanged export. */
export const fine: Expect = (t, seen, title) => {
  t.equal(seen.status, 200, title);
  t.ok(seen.body.equals(good), `${title}: the whole export`);
  t.ok(seen.whole, `${title}: and its end`);
};

/** A response that is not an export. */
export function answers(
  status: number,
  { type, body, headers = {} }: { type?: string; body: RegExp; headers?: Record<string, RegExp> },
): Expect {
  return (t, seen, title) => {
    t.equal(seen.status, status, title);
    t.equal(seen.headers['content-type'], type, `${title}: type`);
    t.match(seen.body.toString(), body, `${title}: body`);
    for (const [name, value] of Object.entries(headers))
      t.match(seen.headers[name], value, `${title}: ${name}`);
    t.ok(seen.whole, `${title}: complete`);
    t.equal(seen.end, 'kept', `${title}: on a connection that stays open`);
  };
}

export const NOT_FOUND = /^\{"response":\{"message":"Token not found\.","code":16,"stat":"fail"\}\}$/;
export const refused = answers(401, { type: 'application/json', body: NOT_FOUND });
export const limited =
  (retryAfter: RegExp | undefined): Expect =>
  (t, seen, title) => {
    answers(429, { type: 'application/json', body: /"code":33,"stat":"fail"/ })(t, seen, title);
    if (retryAfter === undefined) t.notOk('retry-after' in seen.headers, `${title}: no Retry-After`);
    else t.match(seen.headers['retry-after'], retryAfter, `${title}: Retry-After`);
  };
export const html = 'text/html; charset=utf-8';
export const gateway = (status: number) =>
  answers(status, { type: html, body: new RegExp(`^<!DOCTYPE html>[^]*<h1>${status}`) });

/** The unchanged export with another head. */
export function headed(change: (t: Test, seen: Seen, title: string) => void): Expect {
  return (t, seen, title) => {
    fine(t, seen, title);
    change(t, seen, title);
  };
}

/** A prefix of the export. */
export function breaksOff(
  framing: Seen['framing'],
  at: number | ((t: Test, length: number) => void),
  end: 'closed' | 'reset',
  complete = false,
): Expect {
  return (t, seen, title) => {
    t.equal(seen.status, 200, title);
    t.equal(seen.framing, framing, `${title}: framing`);
    if (typeof at === 'number') t.equal(seen.body.length, at, `${title}: bytes`);
    else at(t, seen.body.length);
    t.ok(
      seen.body.equals(good.subarray(0, seen.body.length)),
      `${title}: the received bytes are a prefix of the export`,
    );
    t.equal(seen.whole, complete, `${title}: ${complete ? 'complete' : 'incomplete'}`);
    if (complete && framing === 'chunked')
      t.equal(seen.end, 'kept', `${title}: on a connection that stays open`);
    else t.equal(seen.end, end, `${title}: end of the connection`);
    if (framing === 'length')
      t.equal(Number(seen.headers['content-length']), good.length, `${title}: the true length`);
  };
}

export const nothing =
  (end: 'closed' | 'reset'): Expect =>
  (t, seen, title) => {
    t.equal(seen.head, '', `${title}: no byte received`);
    t.equal(seen.end, end, title);
  };

/**
 * The server sends nothing for at least `ms` milliseconds at this position; everything else as `then`
 * expects.
 */
export const stalled =
  (at: number, ms: number, then: Expect): Expect =>
  (t, seen, title) => {
    const there = seen.silences.find((silence) => silence.at === at);
    t.ok((there?.ms ?? 0) >= ms, `${title}: silence after byte ${at}, got ${JSON.stringify(seen.silences)}`);
    then(t, seen, title);
  };
