import type { Exchange } from '../../journal/index.ts';

/** The endings in words, and the colour of each. */
export const endings: Readonly<
  Record<Exchange['ending'], { readonly word: string; readonly tone: string; readonly text: string }>
> = {
  complete: { word: 'complete', tone: 'good', text: 'The response is complete.' },
  cut: { word: 'cut', tone: 'bad', text: 'A step of the scenario ended the response early.' },
  aborted: { word: 'aborted', tone: 'warn', text: 'The client left before the end of the response.' },
  'under-way': { word: 'under way', tone: '', text: 'The response is under way.' },
};

/** The colour of a status. */
export function toneOf(status: number | undefined): string {
  if (status === undefined) return '';
  if (status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}

/** The parameters of a request in one line, as the server understood them. */
export function parametersOf({ parameters, request }: Exchange): string {
  if (parameters === null)
    return request.target.slice(request.target.indexOf('?') + 1 || request.target.length);
  return parameters
    .filter(([name]) => !['network', 'include_ens'].includes(name))
    .map(([name, value]) => `${name} ${short(name, value)}`)
    .join(' · ');
}

function short(name: string, value: string): string {
  if (name === 'since' || name === 'until')
    return value.replace(/T00:00:00(?:\.000)?Z$/, '').replace(/\.\d+Z$/, 'Z');
  const parts = value.split(', ');
  return parts.length > 3 ? `${parts.length} models` : value;
}
