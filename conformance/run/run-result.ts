import { endOf } from '../checks/exit.ts';
import { maskOf } from '../checks/mask.ts';
import type { RunObservation } from '../model/observation.ts';
import type { ExchangeResult, RunResult } from '../model/report.ts';

/** The maximum length of the shown output of a stream, characters. */
const SHOWN = 2000;
/**
 * The length of the output that is searched for secrets, characters: a secret that begins before the shown
 * part is found as a whole.
 */
const LOOKED_AT = 4 * SHOWN;

/** The run for the report: a value that differs in every run is replaced by the name of its placeholder. */
export function runResultOf(observation: RunObservation): RunResult {
  const { run, values, now, process, exchanges, expectedExport, out } = observation;
  const masked = maskOf(observation);
  const lastOf = (text: string) => masked(text.slice(-LOOKED_AT)).slice(-SHOWN);
  const { base_url: _, token: __, out_dir: ___, state_dir: ____, ...asked } = values;
  const { scenario } = run;
  return {
    operation: run.operation,
    parameters: Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value.join(', '),
      ]),
    ),
    now: new Date(now).toISOString(),
    scenario: typeof scenario === 'object' ? scenario.name : (scenario ?? null),
    ended: masked(endOf(observation)),
    stdout: lastOf(process.stdout.text),
    stderr: lastOf(process.stderr.text),
    exchanges: exchanges.map(
      ({ request, response, steps }): ExchangeResult => ({
        method: request.method,
        target: masked(request.target),
        status: response?.status ?? null,
        steps: steps.map(({ text, byte, endsBody }) => ({
          text: masked(text),
          byte,
          ...(endsBody ? { endsBody } : {}),
        })),
      }),
    ),
    archive:
      expectedExport === undefined
        ? null
        : { bytes: expectedExport.zipBytes, members: expectedExport.members },
    files: out
      .flatMap(({ path, kind, bytes }) => (kind === 'file' ? [{ path: nameOf(masked(path)), bytes }] : []))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The extensions of unfinished files. */
const UNFINISHED = /\.(part|partial|tmp|temp)$/i;

/**
 * Masks digits in the names of unfinished files: clients put times and process ids into them, which differ in
 * every run.
 */
function nameOf(path: string): string {
  return UNFINISHED.test(path) ? path.replaceAll(/\d{3,}/g, '#') : path;
}
