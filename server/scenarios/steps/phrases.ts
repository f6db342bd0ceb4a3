import type { Anchor } from './anchor.ts';

/** A duration as text. */
export function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}

/** A position in the body as text. */
export function place(anchor: Anchor): string {
  if ('byte' in anchor)
    return anchor.byte === 0 ? 'the first byte of the body' : `byte ${anchor.byte} of the body`;
  if ('beforeEnd' in anchor)
    return `${anchor.beforeEnd === 1 ? 'one byte' : `${anchor.beforeEnd} bytes`} before the end`;
  if ('before' in anchor)
    return anchor.before === 'directory' ? 'the central directory' : `the local header of ${anchor.before}`;
  if ('after' in anchor) return `the end of ${anchor.after}`;
  if ('directory' in anchor) return `${anchor.directory} % of the central directory`;
  if ('header' in anchor) return `the middle of the local header of ${anchor.header}`;
  if ('row' in anchor) return `a quoted field in row ${anchor.row} of ${anchor.member}`;
  return `${anchor.percent} % of the data of ${anchor.member}`;
}
