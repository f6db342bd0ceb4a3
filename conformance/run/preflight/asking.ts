import { HOUR_MS } from '../../../schemas/durations.ts';
import { parseInstant } from '../../../server/index.ts';
import { endOf } from '../../checks/exit.ts';
import type { Address } from '../../model/client-description.ts';
import { type Finding, howToPass, place, type Trial } from './finding.ts';

const HELP =
  /\busage\b|--help|(?:unknown|unrecognized|unrecognised|unexpected|invalid) (?:option|argument|flag)/i;
/** The maximum distance that a lost time zone or a lost day can cause. */
const LIKELY_MS = 26 * HOUR_MS;

/** The fault of the first request of the client; undefined when the request is right. */
export function asking(trial: Trial): Finding | undefined {
  return noRequest(trial) ?? otherPath(trial) ?? rejectedToken(trial) ?? otherSince(trial);
}

function noRequest(trial: Trial): Finding | undefined {
  const { client, seen, exchanges, addresses } = trial;
  if (exchanges.length > 0) return undefined;
  const { ended, stdout, stderr } = seen.process;
  const named = addresses.length === 0 ? '' : `; the client names ${addresses.join(', ')}`;
  const found = (change: string): Finding => ({
    stops: true,
    expected: `a request for ${addressOf(trial)}${wantedPath(trial)}`,
    seen: `no request; ${endOf(seen)}${named}`,
    change,
  });
  if (ended.kind === 'not-started')
    return found(`The first argument in ${place(trial)} must be a program that can be started.`);
  if (seen.outcome === 'unsupported')
    return found(
      `This exit code means that the client does not support the operation. A shell also uses it for a program that it cannot find: check ${place(trial)}.`,
    );
  if (client.mode === 'json-lines' && ended.kind !== 'returned')
    return found(
      'See docs/client-contract.md for the requests and responses of a process in json-lines mode.',
    );
  if (ended.kind === 'timed-out')
    return found('Check whether the client waits for input: its standard input is closed.');
  if (HELP.test(`${stdout.text}${stderr.text}`) && client.mode === 'process')
    return found(`The client seems to print its usage: compare ${place(trial)} with it.`);
  const text = `${stderr.text}${stdout.text}`;
  return found(ownAddressAdvice(seen.address, text) ?? howToPass(trial, '{base_url}', 'address'));
}

/** The address of the service for the client: its placeholder, or that of the real service. */
function addressOf({ seen }: Trial): string {
  return seen.address === 'base-url' ? '{base_url}' : seen.values.base_url;
}

const CERTIFICATE = /certificate|\bssl\b|\btls\b|\bPKIX\b|self.signed/i;

/** The advice for a client with the address of the service in its source. */
function ownAddressAdvice(address: Address, printed: string): string | undefined {
  if (address === 'base-url') return undefined;
  if (CERTIFICATE.test(printed))
    return 'The client does not read a variable for trusted certificates: let it trust the certificate that engage-export ca prints.';
  return address === 'proxy'
    ? 'If the client ignores HTTPS_PROXY, use "address": "hosts", which needs Linux. If it takes its address from an argument, pass {base_url}.'
    : 'The client must ask for https://www.yammer.com, without a proxy of its own.';
}

function wantedPath({ operation, seen }: Trial): string {
  if (operation === 'files') return '/api/v1/export/requests';
  return `/api/v1/export${operation === 'user' ? `/users/${seen.values.user_id}` : ''}`;
}

function otherPath(trial: Trial): Finding | undefined {
  const wanted = wantedPath(trial);
  const paths = trial.exchanges.map(({ request }) => request.path);
  if (paths.includes(wanted)) return undefined;
  const [path = ''] = paths;
  const change =
    trial.seen.address !== 'base-url' && path.split('/api/v1').length < 2
      ? 'See what the client printed: it sent other requests, and none for the export.'
      : path.split('/api/v1').length > 2
        ? 'The client adds the path itself: pass {base_url} without a path.'
        : path.startsWith(`${wanted.slice(0, 14)}/users/`)
          ? howToPass(trial, '{user_id}', 'user')
          : `If the client does not add /api/v1/export itself, add it after {base_url} in ${place(trial)}.`;
  return { stops: true, expected: `a request for ${addressOf(trial)}${wanted}`, seen: path, change };
}

function rejectedToken(trial: Trial): Finding | undefined {
  const asked = exportsOf(trial);
  const [first] = asked;
  if (first === undefined || asked.some(({ response }) => response?.status !== 401)) return undefined;
  const header = first.request.headers.find(([name]) => name.toLowerCase() === 'authorization');
  const others = first.request.headers.filter(([name]) => /token|key|secret|cookie/i.test(name));
  const came = header === undefined ? 'no Authorization header' : `Authorization: ${header[1]}`;
  const literal =
    trial.seen.address === 'base-url'
      ? ''
      : ' A token in the source of the client must be verified-admin; a token of a sign-in is accepted, too.';
  const more = others.map(([name]) => `, but the header ${name}`).join('');
  return {
    stops: true,
    expected: 'the header "Authorization: Bearer {token}"',
    seen: `${came}${more}; the response is 401`,
    change: `${howToPass(trial, '{token}', 'token')}${literal}`,
  };
}

function otherSince(trial: Trial): Finding | undefined {
  const { operation, seen } = trial;
  const [first] = exportsOf(trial);
  const wanted = seen.values.since;
  if (operation !== 'network' || first === undefined || wanted === undefined) return undefined;
  const sent = new URL(first.request.target, 'http://localhost').searchParams.get('since');
  const understood = first.parameters?.find(([name]) => name === 'since')?.[1] ?? sent ?? '';
  const at = parseInstant(understood)?.at;
  const expected = `since=${wanted}, in any notation of this instant`;
  const change = howToPass(trial, '{since}', 'beginning of the window');
  if (at === undefined)
    return { stops: true, expected, seen: sent === null ? 'no parameter since' : `since=${sent}`, change };
  const away = Math.abs(at - Date.parse(wanted));
  if (away < 1000) return undefined;
  const passed = trial.client.commands.network?.some((text) => text.includes('{since}'));
  // A lost time zone or a lost day is a mistake of the client, which the cases report.
  const likely = away <= LIKELY_MS && passed !== false;
  return { stops: !likely, expected, seen: `since=${sent}, which means ${understood}`, change };
}

/** The requests for the wanted export. */
function exportsOf(trial: Trial): Trial['exchanges'] {
  return trial.exchanges.filter(({ request }) => request.path === wantedPath(trial));
}
