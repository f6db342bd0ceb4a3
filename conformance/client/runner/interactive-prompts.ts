import { type Outcome, outcomes } from '../../model/client-description.ts';
import type { ClientRun } from './client-runner.ts';

const QUIT = 'quit';

/** The instruction for a person to make a run. */
export function toDo(id: number, { operation, values }: Pick<ClientRun, 'operation' | 'values'>): string {
  const { base_url, token, out_dir, state_dir, ...asked } = values;
  const lines: readonly (readonly [name: string, value: string])[] = [
    ['address', base_url],
    ['token', token],
    ...Object.entries(asked).map(
      ([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')] as const,
    ),
    ['write the export to', out_dir],
    ['store the state in', state_dir],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    `\nRun ${id}: ${whatToDo[operation]}`,
    ...lines.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    `When the run has ended, enter its outcome: ${outcomes.join(', ')}; or ${QUIT}. The first letter is enough.\n`,
  ].join('\n');
}

const whatToDo: Readonly<Record<ClientRun['operation'], string>> = {
  network: 'let the client export the network with exactly these values.',
  resume: 'let the client export the network from the end of its last run; since is for the first run.',
  user: 'let the client export this user.',
  files: 'let the client export the files of exactly this window by the Files Export API.',
};

/** Reads a line of standard input: the outcome of a run, `quit`, or undefined for anything else. */
export function spokenOutcome(line: string): Outcome | typeof QUIT | undefined {
  const word = line.trim().toLowerCase();
  if (word === '') return undefined;
  return [...outcomes, QUIT].find((one) => one.startsWith(word)) as Outcome | typeof QUIT | undefined;
}

/** The reply to an invalid line. */
export function whatIsExpected(line: string): string {
  return `expected one of ${outcomes.join(', ')}, ${QUIT}, got '${line.trim()}'`;
}
