import { useEffect, useState } from 'preact/hooks';

/** The place in the page: `#/journal/12?status=4xx` is the view `journal`, `['12']`, and one filter. */
export interface Route {
  readonly view: string;
  /** The parts of the path after the view, decoded. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

/** The session of the page's own address, `/s/<session>/`; `undefined` at `/`. */
export const pageSession: string | undefined = /^\/s\/([^/]+)\/?$/.exec(location.pathname)?.[1];

/** Reads a hash. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [view = '', ...rest] = path.split('/').map(decoded);
  return { view, rest, query: new URLSearchParams(query) };
}

/**
 * The link to a place of the page.
 *
 * @param parts The view, and the parts after it.
 * @param query The filters; empty ones are left out.
 */
export function linkTo(
  parts: readonly (string | number)[],
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const path = parts.map((part) => encodeURIComponent(part)).join('/');
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value));
  return `#/${path}${search.size > 0 ? `?${search}` : ''}`;
}

/** Goes to a link of `linkTo`; `replace` makes no entry in the history, as for a filter while it is typed. */
export function go(link: string, replace = false): void {
  if (!replace) location.hash = link;
  else {
    history.replaceState(null, '', link);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

/** The current place. The component is drawn again when it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = (): void => setRoute(routeOf(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
