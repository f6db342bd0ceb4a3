import type { Test } from 'tap';
import { openExport } from '../../../server/index.ts';
import { tiny } from '../serve.ts';
import { layoutOf, type Seen } from '../wire.ts';

/** What the scenarios are tried on. */
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

/** One request of a scenario: what has to be seen. */
export type Expect = (t: Test, seen: Seen, title: string) => void;

/** The export as it is without a scenario. */
export const fine: Expect = (t, seen, title) => {
  t.equal(seen.status, 200, title);
  t.ok(seen.body.equals(good), `${title}: the whole export`);
  t.ok(seen.whole, `${title}: and its end`);
};

/** An answer that is no export. */
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
    t.equal(seen.end, 'kept', `${title}: on a connection that stays`);
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

/** The export with another head. */
export function headed(change: (t: Test, seen: Seen, title: string) => void): Expect {
  return (t, seen, title) => {
    fine(t, seen, title);
    change(t, seen, title);
  };
}

/** The beginning of the export. */
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
      `${title}: what came is the export's beginning`,
    );
    t.equal(seen.whole, complete, `${title}: ${complete ? 'in due form' : 'broken off'}`);
    if (complete && framing === 'chunked') t.equal(seen.end, 'kept', `${title}: on a connection that stays`);
    else t.equal(seen.end, end, `${title}: end of the connection`);
    if (framing === 'length')
      t.equal(Number(seen.headers['content-length']), good.length, `${title}: the true length`);
  };
}

export const nothing =
  (end: 'closed' | 'reset'): Expect =>
  (t, seen, title) => {
    t.equal(seen.head, '', `${title}: not a byte`);
    t.equal(seen.end, end, title);
  };

/** Nothing comes for at least so many milliseconds at this place; else as `then` says. */
export const stalled =
  (at: number, ms: number, then: Expect): Expect =>
  (t, seen, title) => {
    const there = seen.silences.find((silence) => silence.at === at);
    t.ok((there?.ms ?? 0) >= ms, `${title}: silence after byte ${at}, got ${JSON.stringify(seen.silences)}`);
    then(t, seen, title);
  };
