import type { Exchange } from '../../server/index.ts';
import type { RunObservation } from '../model/observation.ts';
import { type Check, held } from './check.ts';

const exportsOf = ({ exchanges }: RunObservation): readonly Exchange[] =>
  exchanges.filter(({ operation }) => operation !== null);

function targets(exchanges: readonly Exchange[]): string {
  return exchanges.length === 0 ? 'no request' : exchanges.map(({ request }) => request.target).join(', ');
}

/** A check that passes when at least one request was made and each request is right. */
function each(
  demand: string,
  right: (exchange: Exchange, seen: RunObservation, of: string) => boolean,
): Check {
  return {
    demand,
    judge: (seen, { of = '' }) => {
      const asked = exportsOf(seen);
      const wrong = asked.filter((exchange) => !right(exchange, seen, of));
      const expected = demand.replace('{of}', of);
      return held(
        asked.length > 0 && wrong.length === 0,
        expected,
        targets(wrong.length > 0 ? wrong : asked),
      );
    },
  };
}

/** The values of a parameter as they arrived, valid or not. */
function sent({ request: { target } }: Exchange, name: string): readonly string[] {
  return new URLSearchParams(target.slice(target.indexOf('?') + 1)).getAll(name);
}

function headerOf({ request: { headers } }: Exchange, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

function understood({ parameters }: Exchange, name: string): string | undefined {
  return parameters?.find(([one]) => one === name)?.[1];
}

/** Checks on the requests that the client sends. */
export const requestChecks = {
  'asks-for': each('{of} reaches the service with the given value', (exchange, { values }, of) => {
    const meant = Reflect.get(values, of === 'model' || of === 'network' ? '' : of) as string | undefined;
    const got = understood(exchange, of);
    if (of === 'since' || of === 'until') return Date.parse(got ?? '') === Date.parse(meant ?? '');
    if (of === 'model' || of === 'network') {
      const several = (Reflect.get(values, of) ?? []) as readonly string[];
      return new Set(got?.split(', ')).size === several.length && several.every((one) => got?.includes(one));
    }
    return got === meant;
  }),
  'sends-the-token-in-the-header': each('The token is sent in the Authorization header', ({ request }) =>
    request.headers.some(([name, value]) => /^authorization$/i.test(name) && /^bearer /i.test(value)),
  ),
  'sends-as-meant': each('{of} arrives unchanged, whatever characters it has', (exchange, { values }, of) => {
    const meant = [Reflect.get(values, of) ?? []].flat();
    return JSON.stringify(sent(exchange, of)) === JSON.stringify(meant);
  }),
  'keeps-the-base-path': each(
    'The path of the base URL is kept in front of the path of the export',
    (exchange, { values }) => exchange.request.target.startsWith(`${new URL(values.base_url).pathname}/`),
  ),
  'accepts-a-zip': each('An Accept header, if there is one, allows a ZIP', (exchange) =>
    /application\/(?:zip|\*)|\*\/\*/i.test(headerOf(exchange, 'accept') ?? '*/*'),
  ),
  'makes-no-remark': each('No request has this fault: {of}', ({ lints }, _, of) =>
    lints.every(({ id }) => id !== of),
  ),
  'asks-so-often': {
    demand: 'The number of requests is {of}',
    judge: (seen, { of = '1' }) => {
      const [least = '1', most = least] = of.split('-');
      const count = exportsOf(seen).length;
      return held(count >= Number(least) && count <= Number(most), `${of} requests`, `${count} requests`);
    },
  },
} as const satisfies Readonly<Record<string, Check>>;
