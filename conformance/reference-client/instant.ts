const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/**
 * An ISO 8601 date as Unix milliseconds. One without an offset is UTC, whatever the zone of the machine;
 * finer digits than milliseconds are dropped. `0` is the beginning of time. Undefined for what is no date.
 */
export function parseInstant(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = ISO.exec(text.trim());
  if (parts === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = parts;
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset}`);
  const isReal =
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  return isReal && Number.isFinite(at) ? at : undefined;
}

/** Formats an instant for a request: in UTC, with milliseconds only where there are some. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The same without what a file's name must not have on some system: `20240630T120000Z`. */
export function stampOf(at: number): string {
  return formatInstant(at).replaceAll(/[-:.]/g, '');
}
