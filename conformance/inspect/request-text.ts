/** The request by `request.txt`. Undefined where the text does not say it. */
export interface ExportRequest {
  /** Unix milliseconds; 0 when everything was asked for. */
  readonly since?: number;
  readonly until?: number;
  /** True if attachments were asked for. */
  readonly attachments?: boolean;
  /** It asks for one user's data. */
  readonly user: boolean;
}

/** Characters of a line that are looked at: far more than any server takes as a target. */
const MAX_LINE = 64 * 1024;

/**
 * Reads `name: value` lines, `name=value` lines, and a query string; names in any case. What it does not know
 * it passes over.
 */
export function parseRequest(text: string): ExportRequest {
  const values = parameters(text);
  const since = instant(values.get('since'));
  const until = instant(values.get('until'));
  const attachments = attachmentsAsked(values);
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(attachments === undefined ? {} : { attachments }),
    user: values.has('user_id') || values.has('exclude_files') || /\/export\/users\//.test(text),
  };
}

function parameters(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const whole of text.split('\n')) {
    const line = whole.slice(0, MAX_LINE).trim();
    const colon = line.indexOf(':');
    const label = line.slice(0, Math.max(0, colon)).trimEnd();
    if (/^[\w ]+$/.test(label) && !/^https?$/i.test(label)) {
      values.set(label.toLowerCase().replaceAll(' ', '_'), line.slice(colon + 1).trimStart());
    } else {
      for (const [name, value] of new URLSearchParams(queryIn(line))) values.set(name.toLowerCase(), value);
    }
  }
  return values;
}

const PAIR = /^\w+=/;

// The query at the end of a line: a first pair anywhere in the text, and behind it nothing but pairs.
function queryIn(line: string): string {
  const parts = line.split('&');
  const first = Math.max(
    0,
    parts.findLastIndex((part) => !PAIR.test(part)),
  );
  const begin = (parts[first] ?? '').search(/(?<!\w)\w+=/);
  if (begin === -1) return parts.slice(first + 1).join('&');
  return [parts[first]?.slice(begin), ...parts.slice(first + 1)].join('&');
}

function attachmentsAsked(values: ReadonlyMap<string, string>): boolean | undefined {
  const include = values.get('include')?.toLowerCase();
  if (include === 'csv') return false;
  const exclude = values.get('exclude_files')?.toLowerCase();
  if (exclude === 'true') return false;
  return include === 'all' || exclude === 'false' ? true : undefined;
}

// Also without a time, with unpadded parts, with an offset without a colon, and with a "+" that a form
// decoder made a space.
function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^0+$/.test(text)) return 0;
  const parts =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|UTC|GMT|[+-]?\d{2}:?\d{2})?$/i.exec(
      text,
    );
  if (parts === null) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '0', zone = 'Z'] = parts;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return local + Math.floor(Number(`0.${fraction}`) * 1000) - offset(zone);
}

function offset(zone: string): number {
  const parts = /^([+-]?)(\d{2}):?(\d{2})$/.exec(zone);
  if (parts === null) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60_000;
}
