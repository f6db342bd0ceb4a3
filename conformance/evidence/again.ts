import type { Exchange } from '../../server/index.ts';
import { redactArguments, tokens } from '../../server/index.ts';
import { optionsOf } from '../cases/world.ts';
import { maskOf } from '../checks/mask.ts';
import type { Case } from '../model/case.ts';
import type { RunObservation } from '../model/observation.ts';
import { shellWords } from '../util/shell.ts';
import type { CaseEvidence } from './sink.ts';

/** The configuration of `engage-export serve` that makes the world of a run. */
export function worldOf(one: Case, { run, now }: RunObservation): object {
  const { seed, size, start, profile } = optionsOf(one);
  const { rateLimit } = one.world ?? {};
  const day = start === undefined ? undefined : new Date(start).toISOString().slice(0, 'yyyy-mm-dd'.length);
  return {
    session: {
      seed,
      size,
      start: day,
      profile,
      now: new Date(now).toISOString(),
      rate_limit: rateLimit,
      scenario: run.scenario,
    },
  };
}

/**
 * A shell program that does a case again and, as comments, how to do so by hand. `command` is what runs the
 * kit again for this case.
 */
export function againScript({ one, seen }: CaseEvidence, command: readonly string[]): string {
  const byHand = seen.runs.flatMap((run, index) => [
    '',
    `# Run ${index + 1} by hand: the same server, in another terminal; then what the client asked it for.`,
    `# npx engage-export serve --config run-${index + 1}.json`,
    ...run.exchanges.map((exchange) => `# ${curl(exchange, run, index)}`),
  ]);
  return [
    '#!/bin/sh',
    `# ${one.id}: ${one.title}`,
    '# From the folder where the kit was started:',
    shellWords(redactArguments(command)),
    ...byHand,
    '',
  ].join('\n');
}

/** The port of a server that is told none. */
const SERVED_AT = 'http://127.0.0.1:4010';

function curl({ request }: Exchange, run: RunObservation, index: number): string {
  const [admin = ''] = Object.keys(tokens);
  const query = request.target.includes('?') ? request.target.slice(request.target.indexOf('?')) : '';
  return shellWords([
    'curl',
    '-sS',
    ...(request.method === 'GET' ? [] : ['-X', request.method]),
    ...['-H', `Authorization: Bearer ${admin}`],
    ...['-o', `run-${index + 1}.body`],
    maskOf(run)(`${SERVED_AT}${request.path}${query}`),
  ]);
}
