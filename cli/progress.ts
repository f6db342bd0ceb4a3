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

/** The progress of the cases in a test run. */
export interface CaseProgress {
  readonly start: (id: string) => void;
  readonly done: (result: { readonly id: string; readonly checks: readonly Judged[] }) => void;
  /** Clears the line. */
  readonly finish: () => void;
}

interface Judged {
  readonly verdict: string;
  readonly level: string;
  readonly known?: object;
}

/**
 * Shows one line with the finished, failed and running cases. Shows nothing when the screen is not a
 * terminal.
 */
export function showCases(screen: Screen & { readonly columns?: number }, total: number): CaseProgress {
  if (!screen.isTTY) return { start: () => {}, done: () => {}, finish: () => {} };
  const running = new Set<string>();
  let over = 0;
  let failed = 0;
  let shownAt = 0;
  const show = (): void => {
    if (over < total && performance.now() - shownAt < EVERY_MS / 2) return;
    shownAt = performance.now();
    const line = `${over} of ${total} cases, ${failed} failed; running: ${[...running].join(', ')}`;
    screen.write(`${CLEAR_LINE}${line.slice(0, (screen.columns ?? 80) - 1)}`);
  };
  return {
    start: (id) => {
      running.add(id);
      show();
    },
    done: ({ id, checks }) => {
      running.delete(id);
      over += 1;
      const fails = ({ verdict, level, known }: Judged) =>
        verdict === 'failed' && level === 'MUST' && known === undefined;
      if (checks.some(fails)) failed += 1;
      show();
    },
    finish: () => void screen.write(CLEAR_LINE),
  };
}
