import { unescape as decoded } from 'node:querystring';

/** A request's target as it may be shown: the value of every parameter with `token` in its name is left out, however the name is written. */
export function redactTarget(target: string): string {
  const mark = target.indexOf('?');
  if (mark === -1) return target;
  return `${target.slice(0, mark)}?${redactQuery(target.slice(mark + 1))}`;
}

/** The same for a query. */
export function redactQuery(query: string): string {
  return query.replace(/[^&;#]+/g, redactPair);
}

function redactPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (equals === -1 || !/token/i.test(decoded(pair.slice(0, equals)))) return pair;
  return `${pair.slice(0, equals)}=REDACTED`;
}
