import type { SizeName } from '../generators/index.ts';
import type { ExportOptions } from '../server/index.ts';
import { parseInstant } from '../server/index.ts';
import { assumptionsOf } from './assume-flag.ts';
import { choice, type Flags, type FlagValues, wholeNumber } from './flags.ts';
import { UsageError } from './usage-error.ts';

const SIZES = ['tiny', 'small', 'medium', 'large', 'huge'] as const satisfies readonly SizeName[];
const PROFILES = ['current', 'legacy'] as const;
const ID_STYLES = ['current', 'small', 'large'] as const;
const COMPRESSIONS = ['deflate', 'store'] as const;

/** The flags that say what the exports are made from; `serve` and `generate` share them. */
export const worldFlags = {
  seed: { type: 'string', value: 'TEXT', help: 'another seed is another network (1)' },
  size: { type: 'string', value: 'SIZE', help: `${SIZES.join(', ')} (small)` },
  users: { type: 'string', value: 'N', help: 'users, instead of what the size says' },
  'messages-per-day': { type: 'string', value: 'N', help: 'messages a day, instead of what the size says' },
  start: { type: 'string', value: 'DATE', help: 'first day of the network, instead of what the size says' },
  'external-networks': { type: 'string', value: 'N', help: 'how many external networks there are' },
  ids: {
    type: 'string',
    value: 'STYLE',
    help: 'ids of 16 digits, of ten, or of 18: current, small, large (current)',
  },
  'attachment-bytes': { type: 'string', value: 'N', help: 'average size of an attachment' },
  profile: { type: 'string', value: 'PROFILE', help: 'the page that is followed: current, legacy (current)' },
  now: { type: 'string', value: 'DATE', help: "a clock that stands still, ISO 8601 (the machine's clock)" },
  assume: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    help: 'what holds where nobody can know, may be repeated (see docs/fidelity.md)',
  },
  compression: { type: 'string', value: 'METHOD', help: 'how the ZIP is packed: deflate, store (deflate)' },
} as const satisfies Flags;

/** Flags that may ask for a world that cannot be; without any of them there is always one, and no need to find out before the start. */
export const worldMaking: ReadonlySet<string> = new Set([
  'users',
  'messages-per-day',
  'start',
  'external-networks',
  'ids',
  'attachment-bytes',
  'now',
]);

/** The options that the flags stand for. */
export async function worldOptionsOf(values: FlagValues<typeof worldFlags>): Promise<ExportOptions> {
  return {
    seed: values.seed,
    size: choice('size', values.size, SIZES),
    users: wholeNumber('users', values.users),
    messagesPerDay: wholeNumber('messages-per-day', values['messages-per-day']),
    start: instant('start', values.start)?.midnight,
    externalNetworks: wholeNumber('external-networks', values['external-networks']),
    ids: choice('ids', values.ids, ID_STYLES),
    attachmentBytes: wholeNumber('attachment-bytes', values['attachment-bytes']),
    profile: choice('profile', values.profile, PROFILES),
    now: instant('now', values.now)?.at,
    assumptions: await assumptionsOf(values.assume),
    compression: choice('compression', values.compression, COMPRESSIONS),
  };
}

function instant(name: string, text: string | undefined): ReturnType<typeof parseInstant> {
  if (text === undefined) return undefined;
  const parsed = parseInstant(text);
  if (parsed !== undefined && parsed.at > 0) return parsed;
  throw new UsageError(`--${name}: expected an ISO 8601 date such as 2024-06-30T12:00:00Z, got '${text}'.`);
}
