import { useRef } from 'preact/hooks';
import type { Placed } from './scenarios-text.ts';

/** The text of a scenario: the numbers of its lines, and the mistakes underlined at their places. */
export function TextArea({
  area,
  text,
  mistakes,
  onText,
  onCursor,
}: {
  readonly area: { current: HTMLTextAreaElement | null };
  readonly text: string;
  readonly mistakes: readonly Placed[];
  readonly onText: (text: string) => void;
  readonly onCursor: (offset: number) => void;
}) {
  const under = useRef<HTMLPreElement>(null);
  const wrong = new Set(mistakes.map(({ line }) => line));
  const lines = text.split('\n').map((_, index) => index + 1);
  const moved = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }): void =>
    onCursor(currentTarget.selectionStart);
  return (
    <div class="text">
      <ol aria-hidden="true">
        {lines.map((line) => (
          <li key={line} class={wrong.has(line) ? 'wrong' : ''} data-line={line}>
            {line}
          </li>
        ))}
      </ol>
      <div class="layers">
        {/* The same text in the same place, of which only the underlines are seen. */}
        <pre aria-hidden="true" ref={under}>
          {pieces(text, mistakes).map(({ key, piece, isWrong }) =>
            isWrong ? <u key={key}>{piece}</u> : piece,
          )}
        </pre>
        <textarea
          ref={area}
          aria-label="Scenario as JSON"
          aria-invalid={mistakes.length > 0}
          spellcheck={false}
          autocomplete="off"
          wrap="off"
          rows={Math.max(18, lines.length)}
          value={text}
          onInput={(event) => {
            onText(event.currentTarget.value);
            moved(event);
          }}
          onScroll={({ currentTarget }) => {
            if (under.current) under.current.scrollLeft = currentTarget.scrollLeft;
          }}
          onKeyUp={moved}
          onClick={moved}
        />
      </div>
    </div>
  );
}

/** The text in pieces; of a mistake in several lines, the first line is underlined. */
function pieces(text: string, mistakes: readonly Placed[]) {
  const found: { readonly key: number; readonly piece: string; readonly isWrong: boolean }[] = [];
  let done = 0;
  for (const { from, to } of [...mistakes].sort((a, b) => a.from - b.from)) {
    const lineEnd = text.indexOf('\n', from);
    const end = Math.min(Math.max(to, from + 1), lineEnd === -1 ? text.length : lineEnd);
    if (from < done || end <= from) continue;
    found.push({ key: done, piece: text.slice(done, from), isWrong: false });
    found.push({ key: from, piece: text.slice(from, end), isWrong: true });
    done = end;
  }
  return [...found, { key: done, piece: text.slice(done), isWrong: false }];
}
