import { formatInstant } from './instant.ts';
import type { ReferenceOptions } from './options.ts';
import type { AskedWindow, ReferenceRequest } from './parts.ts';

export const HEADERS = {
  accept: 'application/zip',
  // What is packed already does not get smaller.
  'accept-encoding': 'identity',
  'user-agent': 'engage-export-reference-client/1.0',
};

/**
 * The request of an export: dates in UTC with an offset, everything percent-encoded, the token in a header
 * only.
 */
export function buildRequest(
  options: ReferenceOptions,
  window: AskedWindow,
  token: string,
): ReferenceRequest {
  const base = baseOf(options);
  const path =
    options.operation === 'user'
      ? `/api/v1/export/users/${encodeURIComponent(options.userId ?? '')}`
      : '/api/v1/export';
  const query = pairs(options, window)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return { url: new URL(`${base}${path}${query === '' ? '' : `?${query}`}`), headers: HEADERS, token };
}

/** The base URL without slashes at its end. */
export function baseOf({ baseUrl }: Pick<ReferenceOptions, 'baseUrl'>): string {
  return baseUrl.href.replace(/(?<!\/)\/+$/, '');
}

function pairs(options: ReferenceOptions, { since, until }: AskedWindow) {
  const { models, include, networks, includeEns, excludeFiles } = options;
  const all: readonly (readonly [string, string | undefined])[] = [
    ['since', since === undefined ? undefined : formatInstant(since)],
    ['until', until === undefined ? undefined : formatInstant(until)],
    ...models.map((model) => ['model', model] as const),
    ['include', include],
    ...networks.map((network) => ['network', network] as const),
    ['include_ens', includeEns],
    ['exclude_files', excludeFiles],
  ];
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
