const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Control characters, and characters that change the direction of a text. */
const UNSEEN = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A number with thousands separators. */
export function number(value: number): string {
  return whole.format(value);
}

/** A size: `44,976 bytes`. */
export function bytes(count: number): string {
  return `${number(count)} byte${count === 1 ? '' : 's'}`;
}

/** A duration in milliseconds: `0.4 ms`, `534 ms`, `12.3 s`. */
export function duration(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${number(ms)} ms`;
}

/** An instant by the day and the second, in UTC: `2026-11-20 12:00:00`. */
export function instant(at: string | number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Makes a text from a request visible: control characters are written as escapes. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escaped);
}

/** A value as JSON, which is JavaScript too, with all that is unseen in its texts as escapes. */
export function json(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSEEN, (one) => (one === '\n' ? one : escaped(one)));
}

/** A word for a shell: in single quotes; where something in it is unseen, as bash and zsh read escapes. */
export function shellWord(text: string): string {
  if (visible(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${visible(text.replaceAll('\\', '\\\\').replaceAll("'", "\\'"))}'`;
}

function escaped(one: string): string {
  return `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
