import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The number of rows that are drawn beyond each edge. */
const BEYOND = 8;

/** A list of any length in a box that scrolls: only rows in sight are drawn. All rows are equally high. */
export function VirtualList<T>({
  label,
  rows,
  rowHeight,
  row,
  keyOf,
  empty = 'Nothing to show.',
}: {
  readonly label: string;
  readonly rows: readonly T[];
  /** The height of a row, pixels. */
  readonly rowHeight: number;
  readonly row: (row: T) => ComponentChildren;
  readonly keyOf: (row: T) => string | number;
  readonly empty?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  const before = useRef<{ readonly key: string | number; readonly index: number }>(undefined);
  useLayoutEffect(() => {
    const element = box.current;
    const { key, index } = before.current ?? {};
    if (element === null || key === undefined || index === undefined || element.scrollTop < rowHeight) return;
    // Rows that come in above those in sight do not move them.
    const now = rows.findIndex((one) => keyOf(one) === key);
    if (now > index) element.scrollTop += (now - index) * rowHeight;
  }, [rows]);
  useLayoutEffect(() => {
    const index = Math.floor((box.current?.scrollTop ?? 0) / rowHeight);
    const top = rows[index];
    if (top !== undefined) before.current = { key: keyOf(top), index };
  });
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - BEYOND);
  const end = Math.min(rows.length, Math.ceil((seen.top + seen.height) / rowHeight) + BEYOND);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard.
    <section class="virtual" aria-label={`${label}: ${rows.length}`} ref={box} tabIndex={0}>
      {rows.length === 0 && <p class="quiet">{empty}</p>}
      <ul style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, end).map((one, index) => (
          <li
            key={keyOf(one)}
            aria-setsize={rows.length}
            aria-posinset={first + index + 1}
            style={{ height: `${rowHeight}px`, transform: `translateY(${(first + index) * rowHeight}px)` }}
          >
            {row(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}
