import { redactText } from '../../server/index.ts';
import type { RunObservation } from '../model/observation.ts';
import { type Check, held } from './check.ts';

interface Fact {
  /** The fact that the message has to contain, as a clause. */
  readonly words: string;
  readonly said: RegExp;
}

/** The facts that a person needs to fix the problem. */
const facts: Readonly<Record<string, Fact>> = {
  'refused-token': {
    words: 'that the service refused the token (401, or in words)',
    said: /\b401\b|unauthori[sz]ed|\btoken\b|\bcredentials?\b|\badmin/i,
  },
  'refused-network': {
    words: 'that the network is out of reach (403, or in words)',
    said: /\b403\b|forbidden|denied|no access|not allowed/i,
  },
  'refused-parameter': {
    words: 'why the service rejects the request (400, or its words)',
    said: /\b400\b|bad request|not supported|\bmodel/i,
  },
  'not-found': {
    words: 'that there is no such user or address (404, or in words)',
    said: /\b404\b|not found|no such|unknown|does not exist/i,
  },
  'server-error': {
    words: 'that the service failed (its status, or in words)',
    said: /\b5\d\d\b|internal server error|bad gateway|unavailable|gateway time-?out|server (?:error|failed)/i,
  },
  'too-many-requests': {
    words: 'that there were too many requests (429, or in words)',
    said: /\b429\b|too many requests|rate.?limit/i,
  },
  'no-export': {
    words: 'that the response is not an export',
    said: /\bzip\b|\bhtml\b|content.?type|archive|no export|not an export/i,
  },
  Messages: { words: 'that Messages.csv is missing or cut short', said: /\bmessages\b/i },
  Groups: { words: 'that Groups.csv is missing', said: /\bgroups\b/i },
  attachment: { words: 'that an attachment is missing', said: /attachment|files\/|\bFiles\.csv|uploaded/i },
};

/**
 * The printed text without the arguments of the client and without names of ZIPs: their digits could match a
 * status.
 */
function printed({ process: { stdout, stderr }, values }: RunObservation): string {
  const own = [
    values.base_url,
    new URL(values.base_url).host,
    values.out_dir,
    values.state_dir,
    values.token,
  ];
  const text = own.reduce((rest, one) => rest.replaceAll(one, ''), `${stderr.text}\n${stdout.text}`);
  return text.replaceAll(/\S+/g, withoutZip);
}

// Removes everything up to the last `.zip` of a word; `.zip` alone is no file name.
function withoutZip(word: string): string {
  let end = 0;
  for (const { index } of word.matchAll(/\.zip\b/gi)) if (index > 0) end = index + '.zip'.length;
  return word.slice(end);
}

/** Checks on the messages that the client prints. */
export const messageChecks = {
  'tells-of': {
    demand: 'The message names the cause: {of}',
    judge: (seen, { of = '' }) => {
      const { words, said } = facts[of] ?? { words: of, said: /(?!)/ };
      const text = printed(seen).trim();
      return held(
        said.test(text),
        words,
        text === '' ? 'nothing was printed' : redactText(text.slice(0, 4 * SHOWN)).slice(0, SHOWN),
      );
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** The maximum length of a quoted message, characters. */
const SHOWN = 200;
