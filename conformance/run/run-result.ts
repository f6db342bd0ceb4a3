import { redactText } from '../../server/index.ts';
import { endOf } from '../checks/exit.ts';
import type { RunObservation } from '../model/observation.ts';
import type { ExchangeResult, RunResult } from '../model/report.ts';

/** The maximum output of a stream that is shown, characters. */
const SHOWN = 2000;
/**
 * The output that is searched for secrets, characters: a secret that begins before the shown part is found
 * whole.
 */
const LOOKED_AT = 4 * SHOWN;

/** A run as the report has it: what is different every time is masked by the name of its placeholder. */
export function runResultOf(seen: RunObservation): RunResult {
  const { run, values, now, process, exchanges, expectedExport, out } = seen;
  const masked = maskOf(seen);
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
    ended: masked(endOf(seen)),
    stdout: lastOf(process.stdout.text),
    stderr: lastOf(process.stderr.text),
    exchanges: exchanges.map(
      ({ request, response, steps }): ExchangeResult => ({
        method: request.method,
        target: masked(request.target),
        status: response?.status ?? null,
        steps: steps.map(({ text, byte }) => ({ text: masked(text), byte })),
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

/** The endings that clients give to unfinished files. */
const UNFINISHED = /\.(part|partial|tmp|temp)$/i;

/**
 * Clients put times and process ids into names of files that are not yet whole, so that they are different
 * every time.
 */
function nameOf(path: string): string {
  return UNFINISHED.test(path) ? path.replaceAll(/\d{3,}/g, '#') : path;
}

/** Replaces what is of this run alone, as address, token and folders, and leaves out every other secret. */
export function maskOf({ values: { base_url, token, out_dir, state_dir } }: Pick<RunObservation, 'values'>) {
  const url = new URL(base_url);
  const beginning = beginningOf(token);
  const root = out_dir.slice(0, -'/a/out'.length);
  const names: readonly (readonly [text: string, name: string])[] = [
    [base_url, '{base_url}'],
    [url.host, '{host}'],
    [`localhost:${url.port}`, '{other_host}'],
    [url.pathname, '{base_path}'],
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

/** A token as stricter encoders write it. */
function encoded(token: string): string {
  return token.replaceAll('~', '%7E');
}

/** This many characters of the key identify the token. */
const TELLING = 4;

/** A pattern that finds the beginning of a cut token with a part of its key, and the key alone. */
function beginningOf(token: string): RegExp {
  const [, name = '', key = ''] = /^([\w-]+~)([0-9a-f]{16})$/.exec(token) ?? [];
  if (key === '') return /(?!)/g;
  const rest = [...key.slice(TELLING)].reduceRight((all, character) => `(?:${character}${all})?`, '');
  return new RegExp(`${key}|${name}${key.slice(0, TELLING)}${rest}`, 'g');
}
