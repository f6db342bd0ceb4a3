import { redactText } from '../../server/index.ts';
import { SERVICE_URL } from '../model/client-description.ts';
import type { RunObservation } from '../model/observation.ts';

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
