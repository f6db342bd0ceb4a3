import type { Answer, Decision } from './parts.ts';

/** The maximum length of a quotation of the server, characters. */
const SHOWN = 160;

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'a parameter is not as the server wants it',
  401: 'the token is missing, unknown, expired, revoked or not of a verified admin: get a new one',
  403: 'the token does not reach what was asked for',
  404: 'there is no such user or address',
  429: 'too many requests',
};

/**
 * Only a 200 is an export. A status that may change is retried; an error response that stays the same is not.
 */
export function decideOnAnswer(answer: Answer): Decision {
  const { status } = answer;
  if (status === 200) return { next: 'receive' };
  const meaning = MEANINGS[status] ?? (status >= 500 ? 'the server failed' : 'that is no export');
  const why = `the server answered ${status}: ${meaning}${said(answer)}`;
  return { next: status === 429 || status >= 500 ? 'retry' : 'fail', why };
}

/** The message of a body in JSON, or the text of one in plain text. */
function said({ text, headers }: Answer): string {
  const json = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  const isPlain = headers['content-type']?.startsWith('text/plain') === true;
  const message = json ?? (isPlain ? text.trim() : '');
  if (message === '') return '';
  return ` (${message
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, SHOWN)})`;
}
