import { createWorld, type Row, worldOptions } from '../generators/index.ts';
import { DAY_MS } from '../schemas/durations.ts';

/** The network of the page: the smallest size, two months old, with a fixed clock. */
const START = Date.UTC(2026, 2, 1);
const NOW = START + 61 * DAY_MS;
const THREADS = 12;
/** Threads of fewer messages show little, longer messages are cut. */
const MESSAGES_AT_LEAST = 3;
/** The letters of one of the six languages that a first message must have. */
const LETTERS_AT_LEAST = 24;
const CHARACTERS = 600;

/** The page with whole threads of the smallest network, as an export has them. */
export async function threadsPage(): Promise<string> {
  const threads = await threadsOf({ size: 'tiny', seed: '1', start: START }, NOW);
  const long = threads.filter(
    (messages) => messages.length >= MESSAGES_AT_LEAST && hasWords(String(messages[0]?.body)),
  );
  return [
    '# Twelve threads',
    '',
    `Whole threads of the network with the seed 1 and the size \`tiny\`, as \`Messages.csv\` has them: of each kind, the longest of those that do not begin with a hazard alone. Written by \`npm run docs\`. Line breaks inside a message are shown as ⏎, and messages of more than ${CHARACTERS} characters are cut. Most threads of this size begin with a hazard, so that even its small exports have all of them.`,
    '',
    ...chosen(long).flatMap((messages, i) => shown(messages, i + 1)),
  ].join('\n');
}

/** The messages of a network, by thread. */
async function threadsOf(input: Parameters<typeof worldOptions>[0], now: number): Promise<Row[][]> {
  const world = await createWorld(worldOptions(input, now));
  const threads = new Map<unknown, Row[]>();
  for (const row of world.networks[0].rows('Messages', { from: 0, to: now + 1, now })) {
    const thread = threads.get(row.thread_id) ?? [];
    threads.set(row.thread_id, thread);
    thread.push(row);
  }
  return [...threads.values()].filter(([first]) => first?.replied_to_id === '');
}

function hasWords(body: string): boolean {
  return (body.match(/[\p{Script=Latin}\p{Script=Hiragana}]/gu)?.length ?? 0) >= LETTERS_AT_LEAST;
}

/** Twelve threads: in turn one of each type and, of ordinary ones, each place, the longest first. */
function chosen(threads: readonly Row[][]): Row[][] {
  const kinds = new Map<string, Row[][]>();
  for (const thread of threads) {
    const [first] = thread as [Row];
    const kind = `${first.scope_type} ${first.message_type === 'normal' ? first.group_id : first.message_type}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), thread]);
  }
  const sorted = [...kinds.values()].map((each) => each.sort((a, b) => b.length - a.length));
  const most = Math.max(...sorted.map((each) => each.length));
  const inTurn = Array.from({ length: most }, (_, turn) =>
    sorted.flatMap((each) => each.slice(turn, turn + 1)),
  );
  return inTurn.flat().slice(0, THREADS);
}

function shown(messages: readonly Row[], number: number): string[] {
  const [first] = messages as [Row];
  const place =
    first.group_name === '' ? placeNames[String(first.scope_type)] : `in ${String(first.group_name).trim()}`;
  const options = first.poll_options === '' ? [] : (JSON.parse(String(first.poll_options)) as string[]);
  return [
    `## ${number}. ${first.message_type === 'normal' ? 'Thread' : capitalised(String(first.message_type))} ${place}`,
    '',
    ...(first.title === '' ? [] : [`Title: ${escaped(String(first.title))}`, '']),
    ...messages.map(messageLine),
    ...(options.length === 0 ? [] : ['', `Options: ${options.map(escaped).join(' · ')}`]),
    '',
  ];
}

const placeNames: Readonly<Record<string, string>> = {
  YAMMER_PRIVATE_CONVERSATION: 'in a private conversation',
  YAMMER_INFLUENCER: 'on a storyline',
  NETWORK_QUESTION: 'in the questions of the network',
};

function messageLine(row: Row): string {
  const when = String(row.created_at).slice(0, 16).replace('T', ' ');
  const body = String(row.body);
  const cut = body.length > CHARACTERS ? `${body.slice(0, CHARACTERS)} […]` : body;
  return `- **${row.sender_name}**, ${when}: ${cut === '' ? '*(a file only)*' : escaped(cut)}`;
}

/** Text as Markdown shows it unchanged. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n|[\r\n\u0085\u2028\u2029\v\f]/g, ' ⏎ ')
    .replaceAll(/[\\`*_<>&#~|[\]]/g, (sign) => `\\${sign}`);
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
