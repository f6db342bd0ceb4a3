import { readFileSync, writeFileSync } from 'node:fs';

/** The behaviour of one program in one situation. */
export interface Result {
  /** `ended` without an error, `failed` with one, or `waits` for longer than the limit of a run. */
  readonly end: 'ended' | 'failed' | 'waits';
  /** The status that the program was told; absent when no call returned one. */
  readonly status?: number;
  /** Seconds until the stack gave up by itself, rounded; only where the server sends nothing for long. */
  readonly seconds?: number;
  /** The content of the file; after a failure only whether there is one (`left`). */
  readonly file: 'none' | 'left' | 'empty' | 'whole' | 'part' | 'compressed' | 'other';
  /** The bytes in the file; absent when two runs differ. */
  readonly bytes?: number;
  /** The requests that the server got. */
  readonly requests: number;
  /** True if the token came to the other host of a redirect. */
  readonly tokenElsewhere?: true;
  /** The last line of the error; absent when there is none. */
  readonly message?: string;
}

/** The results of a stack, and the version that was measured. */
export interface Measured {
  readonly version: string;
  readonly results: Readonly<Record<string, Result>>;
}

/** The content of `docs/stacks.json`. */
export interface Measurements {
  readonly date: string;
  readonly system: string;
  /** The bytes of the whole export. */
  readonly bytes: number;
  /** Seconds after which a run ends. */
  readonly limit: number;
  readonly stacks: Readonly<Record<string, Measured>>;
}

const PLACE = new URL('../stacks.json', import.meta.url);

/** Reads the measurements. */
export function readMeasurements(): Measurements {
  return JSON.parse(readFileSync(PLACE, 'utf8')) as Measurements;
}

/** Writes the measurements, one line for each result. */
export function writeMeasurements({ stacks, ...head }: Measurements): void {
  const shown = Object.entries(stacks).map(([id, { version, results }]) => {
    const lines = Object.entries(results).map(
      ([name, result]) => `        ${JSON.stringify(name)}: ${JSON.stringify(result)}`,
    );
    return `    ${JSON.stringify(id)}: {\n      "version": ${JSON.stringify(version)},\n      "results": {\n${lines.join(',\n')}\n      }\n    }`;
  });
  const first = Object.entries(head).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
  );
  writeFileSync(PLACE, `{\n${first.join('')}  "stacks": {\n${shown.join(',\n')}\n  }\n}\n`);
}

/**
 * Joins the results of two runs.
 *
 * @returns The result, with the messages of both and without a number of bytes that differs; `undefined` when
 * the programs were told different things.
 */
export function joined(first: Result, second: Result): Result | undefined {
  if (told(first) !== told(second)) return undefined;
  const { bytes, message, ...rest } = first;
  const messages = [...new Set([message, second.message])].filter((text) => text !== undefined);
  return {
    ...rest,
    ...(bytes === undefined || bytes !== second.bytes ? {} : { bytes }),
    ...(messages.length === 0 ? {} : { message: messages.sort().join(' / ') }),
  };
}

/** Tells whether a new result agrees with a recorded one. */
export function agrees(recorded: Result | undefined, result: Result): boolean {
  return recorded !== undefined && told(recorded) === told(result);
}

/**
 * A text of what does not depend on timing. A program that fails leaves more or less of its file, and can see
 * one of two errors first.
 */
function told({ bytes: _bytes, message: _message, ...result }: Result): string {
  return JSON.stringify(result);
}
