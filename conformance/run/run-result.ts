import { redactText } from '../../server/index.ts';
import { endOf } from '../checks/exit.ts';
import { SERVICE_URL } from '../model/client-description.ts';
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

/** Replaces the values of this run (address, token, folders) and redacts every other secret. */
export function maskOf({ values: { base_url, token, out_dir, state_dir } }: Pick<RunObservation, 'values'>) {
  const beginning = beginningOf(token);
  const root = out_dir.slice(0, -'/a/out'.length);
  const names: readonly (readonly [text: string, name: string])[] = [
    ...addressNames(base_url),
    [token, '{token}'],
    [encoded(token), '{token}'],
    [out_dir, '{out_dir}'],
    [state_dir, '{state_dir}'],
    [root, '{root}'],
  ];
  return (text: string): string =>
    redactText(
      names
        .reduce((masked, [from, to]) => masked.replaceAll(from, to), text)
        .replaceAll(beginning, '{token}')
        .replaceAll(/([?&]redirected=)[0-9a-f]+/g, '$1{ticket}'),
    );
}

/** The names for the parts of a base URL. The address of the real service is the same in every run. */
function addressNames(baseUrl: string): readonly (readonly [text: string, name: string])[] {
  if (baseUrl === SERVICE_URL) return [];
  const { host, port, pathname } = new URL(baseUrl);
  return [
    [baseUrl, '{base_url}'],
    [host, '{host}'],
    [`localhost:${port}`, '{other_host}'],
    [pathname, '{base_path}'],
  ];
}

/** The token in the notation of stricter percent-encoders. */
function encoded(token: string): string {
  return token.replaceAll('~', '%7E');
}

/** The number of characters of the key that identify the token. */
const KEY_PREFIX = 4;

/** A pattern for the beginning of a truncated token with a part of its key, and for the key alone. */
function beginningOf(token: string): RegExp {
  const [, name = '', key = ''] = /^([\w-]+~)([0-9a-f]{16})$/.exec(token) ?? [];
  if (key === '') return /(?!)/g;
  const rest = [...key.slice(KEY_PREFIX)].reduceRight((all, character) => `(?:${character}${all})?`, '');
  return new RegExp(`${key}|${name}${key.slice(0, KEY_PREFIX)}${rest}`, 'g');
}
