import { basename } from 'node:path';
import { type OptionName, optionNames } from '../model/client-description.ts';
import type { LiteralAddress } from './literal-address.ts';
import { ClientDescriptionError, expectWords, readClient } from './read.ts';
import { isSwitch, type Topic, topicOfFlag, topicOfValue, withPlaceholder } from './recognise.ts';

/** A first `client.json`. */
export interface Draft {
  /** The content of the file, as `readClient` takes it. */
  readonly client: Readonly<Record<string, unknown>>;
  /** The meaning found for every argument of the sample, in order, without any part of a token. */
  readonly understood: readonly (readonly [argument: string, meaning: string])[];
  /** The points to look at, as sentences. */
  readonly notes: readonly string[];
}

const SCHEMA = './node_modules/engage-export-kit/docs/client.schema.json';

const meanings: Readonly<Record<Exclude<Topic, OptionName>, string>> = {
  base_url: 'the base URL of the service',
  token: 'the token',
  since: 'the beginning of the window',
  user_id: 'the user',
  out_dir: 'the folder for the export',
  state_dir: 'the folder for the state',
};

/** One or two arguments of the sample, taken together. */
interface Piece {
  readonly written: readonly string[];
  readonly topic: Topic | undefined;
  readonly args: readonly string[];
  /** The reason for doubt, as a sentence. */
  readonly note?: string;
}

/**
 * Drafts a description from a working command, by the names of its flags and the form of its values.
 *
 * @param literal The address of the service in the source of the client, for a command without one.
 * @throws {ClientDescriptionError} The sample is no command.
 */
export function draftClient(argv: readonly string[], literal?: LiteralAddress): Draft {
  const [program, ...rest] = argv;
  if (program === undefined || program === '')
    throw new ClientDescriptionError('expected a working command, got none.');
  expectWords(argv);
  const pieces = withoutSecrets(piecesOf(rest));
  const operation = operationOf(pieces);
  const options: Partial<Record<OptionName, readonly string[]>> = {};
  const command: string[] = [program];
  for (const { topic, args } of pieces) {
    if (!isOption(topic)) command.push(...args);
    else {
      if (Object.keys(options).length === 0) command.push('{options}');
      options[topic] ??= args;
    }
  }
  const own = holds(pieces, 'base_url') ? undefined : literal;
  const client = {
    $schema: SCHEMA,
    name: nameOf(argv),
    commands: { [operation]: command },
    ...(Object.keys(options).length === 0 ? {} : { options }),
    output: 'zip',
    ...(own === undefined ? {} : { address: 'proxy' }),
  };
  readClient(client);
  return {
    client,
    understood: [[program, 'the program'], ...pieces.map(understoodOf)],
    notes: [...pieces.flatMap(({ note }) => note ?? []), ...notesOn(pieces, operation, own)],
  };
}

function piecesOf(args: readonly string[]): readonly Piece[] {
  const placed = new Set<Topic>();
  const pieces: Piece[] = [];
  for (let at = 0; at < args.length; ) {
    const piece = pieceAt(args, at, placed);
    if (piece.topic !== undefined) placed.add(piece.topic);
    pieces.push(piece);
    at += piece.written.length;
  }
  return placed.has('out_dir') ? pieces : withFolder(pieces);
}

function pieceAt(args: readonly string[], at: number, placed: ReadonlySet<Topic>): Piece {
  const [word = '', next] = args.slice(at);
  const [, flag, value] = /^(--?[a-z][\w-]*)=(.*)$/is.exec(word) ?? [];
  if (flag !== undefined && value !== undefined) return flagged([word], flag, value, placed, true);
  if (!/^--?[a-z]/i.test(word)) return lone(word, placed);
  const hasValue = next !== undefined && !/^--?[a-z]/i.test(next);
  const topic = topicOfFlag(word);
  const takesValue = topic !== undefined && (!isSwitch(topic) || /^(?:true|false)$/i.test(next ?? ''));
  if (hasValue && (takesValue || topicOfValue(next, placed) !== undefined))
    return flagged([word, next], word, next, placed, false);
  return { written: [word], topic: topic !== undefined && isSwitch(topic) ? topic : undefined, args: [word] };
}

/**
 * A flag with its value. The form of the value has precedence over the name of the flag, except for instants.
 */
function flagged(
  written: readonly string[],
  flag: string,
  value: string,
  placed: ReadonlySet<Topic>,
  joined: boolean,
): Piece {
  const named = topicOfFlag(flag);
  const looks = topicOfValue(value, placed);
  const isInstant = looks === 'since' || looks === 'until';
  const topic = isInstant && named !== undefined ? named : (looks ?? named);
  const filled = topic === undefined ? undefined : withPlaceholder(topic, value);
  if (topic === undefined || filled === undefined) {
    const note = `${flag} seems to be ${meaningOf(named)}, but its value does not look like one: it stays unchanged.`;
    return { written, topic: undefined, args: written, ...(named === undefined ? {} : { note }) };
  }
  const list = (topic === 'model' || topic === 'network') && value.includes(',');
  const note = `${flag} has several values in the sample; the kit repeats it for each value.`;
  const args = joined ? [`${flag}=${filled}`] : [flag, filled];
  return { written, topic, args, ...(list ? { note } : {}) };
}

function lone(word: string, placed: ReadonlySet<Topic>): Piece {
  const topic = topicOfValue(word, placed);
  const filled = topic === undefined ? undefined : withPlaceholder(topic, word);
  return filled === undefined
    ? { written: [word], topic: undefined, args: [word] }
    : { written: [word], topic, args: [filled] };
}

/** Takes the last word that looks like a folder for the output folder, when no flag names one. */
function withFolder(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findLastIndex(
    ({ topic, written: [word = ''] }) =>
      topic === undefined && /^(?:\.{0,2}\/|[a-z]:\\)/i.test(word) && !/\.\w+$/.test(word),
  );
  return pieces.map((piece, index) =>
    index === at && index > 0 ? { ...piece, topic: 'out_dir', args: ['{out_dir}'] } : piece,
  );
}

/** The same with the token of the sample nowhere among what stays. */
function withoutSecrets(pieces: readonly Piece[]): readonly Piece[] {
  const secrets = pieces.flatMap(({ topic, written }) => (topic === 'token' ? secretIn(written) : []));
  const hidden = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '{token}'), text);
  return pieces.map((piece) =>
    piece.topic === 'token'
      ? piece
      : { ...piece, written: piece.written.map(hidden), args: piece.args.map(hidden) },
  );
}

/** The token itself; one of a few letters may be part of any word. */
function secretIn(written: readonly string[]): readonly string[] {
  const secret = (written.at(-1) ?? '').split(/[\s=]/).at(-1) ?? '';
  return secret.length >= 6 ? [secret] : [];
}

function isOption(topic: Topic | undefined): topic is OptionName {
  return optionNames.some((name) => name === topic);
}

function operationOf(pieces: readonly Piece[]): 'network' | 'resume' | 'user' {
  const has = (topic: Topic): boolean => holds(pieces, topic);
  if (has('user_id')) return 'user';
  return has('state_dir') && !has('since') ? 'resume' : 'network';
}

/** Tells whether any argument holds the placeholder, or is the switch, of a topic. */
function holds(pieces: readonly Piece[], wanted: Topic): boolean {
  return pieces.some(
    ({ topic, args }) => topic === wanted || args.some((text) => text.includes(`{${wanted}}`)),
  );
}

function meaningOf(topic: Topic | undefined): string {
  if (topic === undefined) return 'unchanged';
  return isOption(topic) ? `the option ${topic}` : meanings[topic];
}

function understoodOf({ written, topic, args }: Piece): readonly [argument: string, meaning: string] {
  const shown = args.some((text) => text.includes('{token}')) ? args : written;
  const meaning = meaningOf(topic);
  return [shown.join(' '), topic === undefined ? meaning : `${meaning}: ${args.join(' ')}`];
}

function notesOn(
  pieces: readonly Piece[],
  operation: string,
  own: LiteralAddress | undefined,
): readonly string[] {
  const has = (topic: Topic): boolean => holds(pieces, topic);
  const needed = [
    ...(own === undefined ? (['base_url'] as const) : []),
    'token',
    'out_dir',
    ...(operation === 'network' ? (['since'] as const) : []),
  ] as const;
  const lacking = needed.filter((topic) => !has(topic));
  const options = optionNames.filter((name) => !has(name));
  return [
    ...(own === undefined
      ? []
      : [
          `${own.file} holds ${own.address}: the kit answers it through the proxy of the environment ("address": "proxy"). For a client that ignores proxies, set "address" to "hosts", which needs Linux.`,
        ]),
    ...lacking.map(
      (topic) =>
        `Nothing in the sample is ${meanings[topic]}: add {${topic}} to the command, or let the client read ENGAGE_${topic.toUpperCase()}.`,
    ),
    ...(has('token')
      ? [
          'A token among the arguments can be seen by everybody on the machine; ENGAGE_TOKEN in the environment cannot.',
        ]
      : []),
    ...(options.length > 0
      ? [
          `If the client has them, add to options: ${options.join(', ')}. Without them the cases that need them are unsupported.`,
        ]
      : []),
    ...(operation === 'network' && has('state_dir')
      ? ['If the client can continue from the end of its last run, add that command as commands.resume.']
      : []),
  ];
}

/** The script, or else the program. */
function nameOf(argv: readonly string[]): string {
  const script = argv.slice(1).find((word) => /\.(?:[cm]?[jt]s|py|sh|rb|jar|java|pl|php)$/i.test(word));
  return basename(script ?? argv[0] ?? '').replace(/\.\w+$/, '') || 'client';
}
