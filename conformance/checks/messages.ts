import type { RunObservation } from '../model/observation.ts';
import { type Check, held, unsupported } from './check.ts';
import { printed, printedOnly, quoted } from './printed.ts';

interface Fact {
  /** The statuses that tell the client of the fact; left out for a fact that has none. */
  readonly statuses?: RegExp;
  /** The fact that the message has to contain, as a clause. */
  readonly clause: string;
  readonly said: RegExp;
  /** Words of which each is enough, beside the status. */
  readonly words: readonly string[];
}

/** The facts that a person needs to fix the problem. */
export const facts: Readonly<Record<string, Fact>> = {
  'refused-token': {
    statuses: /^401$/,
    clause: 'that the service refused the token',
    said: /\b401\b|unauthori[sz]ed|\btoken\b|\bcredentials?\b|\badmin/i,
    words: ['unauthorized', 'token', 'credentials', 'admin'],
  },
  'refused-network': {
    statuses: /^403$/,
    clause: 'that the network is out of reach',
    said: /\b403\b|forbidden|denied|no access|not allowed/i,
    words: ['forbidden', 'denied', 'no access', 'not allowed'],
  },
  'refused-parameter': {
    statuses: /^400$/,
    clause: 'why the service rejects the request',
    said: /\b400\b|bad request|not supported|\bmodel/i,
    words: ['bad request', 'not supported', 'model'],
  },
  'not-found': {
    statuses: /^404$/,
    clause: 'that there is no such user or address',
    said: /\b404\b|not found|no such|unknown|does not exist/i,
    words: ['not found', 'no such', 'unknown', 'does not exist'],
  },
  'server-error': {
    statuses: /^5..$/,
    clause: 'that the service failed',
    said: /\b5\d\d\b|internal server error|bad gateway|unavailable|gateway time-?out|server (?:error|failed)/i,
    words: ['server error', 'server failed', 'bad gateway', 'unavailable', 'gateway timeout'],
  },
  'too-many-requests': {
    statuses: /^429$/,
    clause: 'that there were too many requests',
    said: /\b429\b|too many requests|rate.?limit/i,
    words: ['too many requests', 'rate limit'],
  },
  'no-export': {
    clause: 'that the response is not an export',
    said: /\bzip\b|\bhtml\b|content.?type|archive|no export|not an export/i,
    words: ['zip', 'html', 'content type', 'archive', 'no export', 'not an export'],
  },
  'no-connection': {
    clause: 'that there is no connection to the service',
    said: /refused|connect|unreachable|cannot reach|network|socket|\bhost\b/i,
    words: ['refused', 'connect', 'unreachable', 'cannot reach', 'network', 'socket', 'host'],
  },
  folder: {
    clause: 'that the output folder cannot be written to',
    said: /director|folder|permission|denied|cannot (?:create|write|open|make)|exists|ENOTDIR|EEXIST|\bpath\b|\bfile\b/i,
    words: ['directory', 'folder', 'permission', 'denied', 'cannot create', 'cannot write', 'path', 'file'],
  },
  Messages: {
    clause: 'that Messages.csv is missing or cut short',
    said: /\bmessages\b/i,
    words: ['Messages'],
  },
  Groups: { clause: 'that Groups.csv is missing', said: /\bgroups\b/i, words: ['Groups'] },
  attachment: {
    clause: 'that an attachment is missing',
    said: /attachment|files\/|\bFiles\.csv|uploaded/i,
    words: ['attachment', 'files/', 'Files.csv', 'uploaded'],
  },
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

/** The statuses of a run that tell the client of a fact. */
function statusesOf({ statuses }: Fact, { exchanges }: RunObservation): readonly string[] {
  const all = exchanges.map(({ response }) => String(response?.status));
  return statuses === undefined ? [] : [...new Set(all.filter((status) => statuses.test(status)))];
}

/** The expectation, with the words of which each is enough. */
function expectedOf({ clause, words }: Fact, statuses: readonly string[]): string {
  const enough = [...statuses, ...words];
  const list = enough.length === 1 ? `the word ${enough[0]}` : `one of: ${enough.join(', ')}`;
  return `a message that says ${clause}, with ${list}`;
}

/** The text that counts, quoted. A line that the client prints on success too does not count. */
function seenText(text: string, seen: RunObservation): string {
  const all = printed(seen).trim();
  if (text !== '' || all === '') return quoted(text, seen);
  return `${quoted(all, seen)}, as in a run that succeeds`;
}

/** Checks on the messages that the client prints. */
export const messageChecks = {
  'tells-of': {
    demand: 'The message says {of}',
    inWords: (of) => facts[of]?.clause ?? of,
    judge: (seen, { of = '' }, { runs }) => {
      const fact: Fact = facts[of] ?? { clause: of, said: /(?!)/, words: [of] };
      const statuses = statusesOf(fact, seen);
      // A client that gave up earlier cannot know the cause.
      if (fact.statuses !== undefined && statuses.length === 0)
        return unsupported('The client received no response that it could report with this message.');
      const text = printedOnly(seen, runs);
      const others = otherCauses(text, of, seen);
      const expected = expectedOf(fact, statuses);
      if (others.length > MOST_OTHER_CAUSES)
        return held(
          false,
          `${expected}, and no other cause`,
          `a message that also names ${others.join(', ')}: ${quoted(text, seen)}`,
        );
      return held(fact.said.test(text), expected, seenText(text, seen));
    },
  },
} as const satisfies Readonly<Record<string, Check>>;
