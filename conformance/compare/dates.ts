const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[-+]\d\d:?\d\d)?$/i;
const QUARTER_MS = 15 * 60_000;
/** No zone is farther from UTC. */
const FARTHEST_MS = 14 * 3_600_000;

interface Instant {
  /** Unix milliseconds; read as UTC where no zone is given. */
  readonly at: number;
  /** The smallest unit that is written, milliseconds. */
  readonly unit: number;
}

function instantOf(text: string): Instant | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute = '0', second, fraction, zone = 'Z'] = match;
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute),
    Number(second ?? 0),
  );
  const milliseconds = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const unit =
    fraction !== undefined ? 1 : second !== undefined ? 1000 : hour !== undefined ? 60_000 : 86_400_000;
  return { at: wall + milliseconds - offsetOf(zone), unit };
}

function offsetOf(zone: string): number {
  const match = /^([-+])(\d\d):?(\d\d)$/.exec(zone);
  if (match === null) return 0;
  const ms = (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  return match[1] === '-' ? -ms : ms;
}

/** The distance from the first time to the second one, as exactly as the second is written, milliseconds. */
function distance(expected: string, seen: string): number | undefined {
  const [meant, came] = [instantOf(expected), instantOf(seen)];
  if (meant === undefined || came === undefined) return undefined;
  return came.at - Math.floor(meant.at / came.unit) * came.unit;
}

/** Tells whether a time of day became that of another time zone. */
export function isDateMoved(expected: string, seen: string): boolean {
  const ms = distance(expected, seen);
  return ms !== undefined && ms !== 0 && ms % QUARTER_MS === 0 && Math.abs(ms) <= FARTHEST_MS;
}

/** Tells whether a time is the same one in another form, or less exact. */
export function isDateRewritten(expected: string, seen: string): boolean {
  const [meant] = [instantOf(expected)];
  const unix =
    meant !== undefined &&
    [meant.at, Math.floor(meant.at / 1000), meant.at / 1000].map(String).includes(seen);
  return unix || distance(expected, seen) === 0;
}
