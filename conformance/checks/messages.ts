import { redactText } from '../../server/index.ts';
import type { RunObservation } from '../model/observation.ts';
import { type Check, held, unsupported } from './check.ts';
import { printedOnly } from './printed.ts';

interface Fact {
  /** The statuses that tell the client of the fact; left out for a fact that has none. */
  readonly statuses?: RegExp;
  /** The fact that the message has to contain, as a clause. */
  readonly words: string;
  readonly said: RegExp;
}

/** The facts that a person needs to fix the problem. */
const facts: Readonly<Record<string, Fact>> = {
  'refused-token': {
    statuses: /^401$/,
    words: 'that the service refused the token (401, or in words)',
    said: /\b401\b|unauthori[sz]ed|\btoken\b|\bcredentials?\b|\badmin/i,
  },
  'refused-network': {
    statuses: /^403$/,
    words: 'that the network is out of reach (403, or in words)',
    said: /\b403\b|forbidden|denied|no access|not allowed/i,
  },
  'refused-parameter': {
    statuses: /^400$/,
    words: 'why the service rejects the request (400, or its words)',
    said: /\b400\b|bad request|not supported|\bmodel/i,
  },
  'not-found': {
    statuses: /^404$/,
    words: 'that there is no such user or address (404, or in words)',
    said: /\b404\b|not found|no such|unknown|does not exist/i,
  },
  'server-error': {
    statuses: /^5..$/,
    words: 'that the service failed (its status, or in words)',
    said: /\b5\d\d\b|internal server error|bad gateway|unavailable|gateway time-?out|server (?:error|failed)/i,
  },
  'too-many-requests': {
    statuses: /^429$/,
    words: 'that there were too many requests (429, or in words)',
    said: /\b429\b|too many requests|rate.?limit/i,
  },
  'no-export': {
    words: 'that the response is not an export',
    said: /\bzip\b|\bhtml\b|content.?type|archive|no export|not an export/i,
  },
  'no-connection': {
    words: 'that there is no connection to the service',
    said: /refused|connect|unreachable|cannot reach|network|socket|\bhost\b/i,
  },
  folder: {
    words: 'that the output folder cannot be written to',
    said: /director|folder|permission|denied|cannot (?:create|write|open|make)|exists|ENOTDIR|EEXIST|\bpath\b|\bfile\b/i,
  },
  Messages: { words: 'that Messages.csv is missing or cut short', said: /\bmessages\b/i },
  Groups: { words: 'that Groups.csv is missing', said: /\bgroups\b/i },
  attachment: { words: 'that an attachment is missing', said: /attachment|files\/|\bFiles\.csv|uploaded/i },
};

/** A cause that a message can name: by a status, or by words that hardly mean anything else. */
interface Cause {
  readonly name: string;
  readonly named: RegExp;
  /** The statuses that the client gets for this cause. */
  readonly statuses: RegExp;
  /** The facts that are this cause. */
  readonly facts: readonly string[];
}

/** All that a client retries is one cause: it may print the list of it. */
const causes: readonly Cause[] = [
  {
    name: 'a refused token',
    named: /\b401\b|unauthori[sz]ed|\b(?:expired|revoked)\b/i,
    statuses: /^401$/,
    facts: ['refused-token'],
  },
  {
    name: 'a network out of reach',
    named: /\b403\b|forbidden|access denied/i,
    statuses: /^403$/,
    facts: ['refused-network'],
  },
  {
    name: 'a bad request',
    named: /\b400\b|bad request/i,
    statuses: /^400$/,
    facts: ['refused-parameter'],
  },
  { name: 'something unknown', named: /\b404\b|not found/i, statuses: /^404$/, facts: ['not-found'] },
  {
    name: 'a busy or failing service',
    named: /\b(?:429|50[0-4])\b|too many requests|server error|bad gateway|unavailable/i,
    statuses: /^(?:429|5..)$/,
    facts: ['server-error', 'too-many-requests', 'no-connection'],
  },
  { name: 'a full disk', named: /\bdisk\b|no space/i, statuses: /^$/, facts: ['folder'] },
  { name: 'a page in place of a ZIP', named: /\bhtml\b/i, statuses: /^$/, facts: ['no-export'] },
];

/** A hint may name one or two causes more; a message that names them all whatever happens says nothing. */
const MOST_OTHER_CAUSES = 2;

/** The causes that a message names and that the run did not have. */
function otherCauses(text: string, of: string, { exchanges }: RunObservation): readonly string[] {
  const isReal = ({ facts: own, statuses }: Cause) =>
    own.includes(of) || exchanges.some(({ response }) => statuses.test(String(response?.status)));
  return causes.filter((cause) => cause.named.test(text) && !isReal(cause)).map(({ name }) => name);
}

/** Checks on the messages that the client prints. */
export const messageChecks = {
  'tells-of': {
    demand: 'The message names the cause: {of}',
    judge: (seen, { of = '' }, { runs }) => {
      const { words, said, statuses }: Fact = facts[of] ?? { words: of, said: /(?!)/ };
      // A client that gave up earlier cannot know the cause.
      if (statuses && !seen.exchanges.some(({ response }) => statuses.test(String(response?.status))))
        return unsupported('The client made no request that was answered so.');
      const text = printedOnly(seen, runs);
      const others = otherCauses(text, of, seen);
      const shown = redactText(text.slice(0, 4 * SHOWN)).slice(0, SHOWN);
      if (others.length > MOST_OTHER_CAUSES)
        return held(
          false,
          `${words}, and no other cause`,
          `a message that also names ${others.join(', ')}: ${shown}`,
        );
      return held(said.test(text), words, text === '' ? 'nothing was printed' : shown);
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** The maximum length of a quoted message, characters. */
const SHOWN = 200;
