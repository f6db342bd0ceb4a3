import type { OpenedExport } from '../server/index.ts';

/** The interval between updates of the line, milliseconds. */
const EVERY_MS = 200;
const MEGABYTE = 1_000_000;
/** Goes to the beginning of the line and clears it. */
const CLEAR_LINE = '\r\x1b[K';

type Open = Extract<OpenedExport, { refused: false }>;

/** The output that shows progress. */
interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Passes the bytes of an export through and shows rows, bytes and rate. Shows nothing when the screen is not
 * a terminal.
 */
export function showProgress(
  opened: Open,
  screen: Screen,
): { readonly body: AsyncIterable<Buffer>; readonly finish: () => void } {
  if (!screen.isTTY) return { body: opened.bytes, finish: () => {} };
  const startedAt = performance.now();
  let bytes = 0;
  const show = (): void => {
    const seconds = Math.max(performance.now() - startedAt, 1) / 1000;
    const megabytes = (bytes / MEGABYTE).toFixed(1);
    const rate = (bytes / MEGABYTE / seconds).toFixed(1);
    screen.write(`${CLEAR_LINE}${opened.rows()} rows, ${megabytes} MB, ${rate} MB/s`);
  };
  const timer = setInterval(show, EVERY_MS);
  return {
    body: counted(opened.bytes, (length) => {
      bytes += length;
    }),
    finish: () => {
      clearInterval(timer);
      show();
      screen.write('\n');
    },
  };
}

async function* counted(
  body: AsyncIterable<Buffer>,
  count: (length: number) => void,
): AsyncGenerator<Buffer> {
  for await (const bytes of body) {
    count(bytes.length);
    yield bytes;
  }
}
