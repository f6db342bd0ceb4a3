import { scenarioOptionsOf } from '../../cli/scenario-flags.ts';
import { worldOptionsOf } from '../../cli/world-flags.ts';
import { parseConfig } from '../../server/config/index.ts';
import { writtenNames } from '../../server/config/session.ts';
import { openExport, type RunningServer, startServer } from '../../server/index.ts';

/** The flag of each option. */
export const flags: Readonly<Record<string, string>> = {
  seed: 'seed',
  size: 'size',
  users: 'users',
  messagesPerDay: 'messages-per-day',
  start: 'start',
  externalNetworks: 'external-networks',
  ids: 'ids',
  attachmentBytes: 'attachment-bytes',
  profile: 'profile',
  now: 'now',
  compression: 'compression',
  links: 'links',
  timeScale: 'time-scale',
  assumptions: 'assume',
  rateLimit: 'rate-limit',
  scenario: 'scenario',
};

/** The options whose flag takes more than one text, or that are not options of an export. */
export const STRUCTURED = ['assumptions', 'rateLimit', 'scenario'];
const OF_SESSIONS = ['timeScale', 'rateLimit', 'scenario'];

/** The options with a numeric flag. */
export const NUMBERS = new Set([
  'users',
  'messagesPerDay',
  'externalNetworks',
  'attachmentBytes',
  'timeScale',
]);

/**
 * Sets one option. Resolves to the error message without the option name; undefined when the option is valid.
 */
type OptionSetter = (name: string, value: unknown) => Promise<string | undefined>;

/** Every interface that takes options, by its name. Sessions are sessions of `server`. */
export function doorsOf(server: RunningServer): Readonly<Record<string, OptionSetter>> {
  const setters: Readonly<Record<string, OptionSetter>> = {
    startServer: async (name, value) => {
      try {
        await (await startServer({ port: 0, [name]: value })).close();
        return undefined;
      } catch (error) {
        return saidOf(error, name);
      }
    },
    session: async (name, value) => {
      try {
        await (await server.session({ [name]: value })).close();
        return undefined;
      } catch (error) {
        return saidOf(error, name);
      }
    },
    openExport: async (name, value) => {
      if (OF_SESSIONS.includes(name)) return setters.session?.(name, value);
      try {
        await openExport({ [name]: value }, { query: 'since=2024-06-01' });
        return undefined;
      } catch (error) {
        return saidOf(error, name);
      }
    },
    control: async (name, value) => {
      const body = JSON.stringify({ [writtenOf(name)]: value });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${server.url}/__admin/sessions`, { method: 'POST', headers, body });
      const { error } = (await answer.json()) as { error?: string };
      return error && saidOf(new Error(error), `/${writtenOf(name)}`);
    },
    configuration: async (name, value) => {
      try {
        await parseConfig(JSON.stringify({ session: { [writtenOf(name)]: value } }), 'x.json');
        return undefined;
      } catch (error) {
        const message = saidOf(error, '').replace(/^x\.json:\d+:\d+: /, '');
        return saidOf(new Error(message), `/session/${writtenOf(name)}`);
      }
    },
    flag: async (name, value) => {
      const given = { [flags[name] ?? name]: typeof value === 'string' ? value : JSON.stringify(value) };
      try {
        await (name === 'timeScale' ? scenarioOptionsOf(given, undefined) : worldOptionsOf(given));
        return undefined;
      } catch (error) {
        return saidOf(error, `--${flags[name]}`);
      }
    },
  };
  return setters;
}

function writtenOf(name: string): string {
  return Object.entries(writtenNames).find(([, spelled]) => spelled === name)?.[0] ?? name;
}

/**
 * Returns the first line of the message without the option name in the spelling of the interface. A message
 * about a part of the option begins with the part.
 */
function saidOf(error: unknown, name: string): string {
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  if (!message.startsWith(name)) return message;
  return message.slice(name.length).replace(/^: |^[./ ]/, '');
}
