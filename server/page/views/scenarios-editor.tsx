import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ApiError, call, useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { visible } from '../components/format.ts';
import { linkTo } from '../router.ts';
import { type Shown, written } from './scenarios-data.ts';
import { Help } from './scenarios-help.tsx';
import { type Placed, pathAt, placed, read } from './scenarios-text.ts';

const FIRST = `{
  "name": "busy-then-broken",
  "what": "Two requests are too many, the third breaks.",
  "rules": [
    {
      "when": { "requests": "1-2" },
      "steps": [{ "do": "rate-limit", "seconds": 2, "retryAfter": "seconds" }]
    },
    {
      "when": { "requests": "3" },
      "steps": [
        { "do": "stream", "until": { "member": "Messages.csv", "percent": 60 }, "end": "reset" }
      ]
    }
  ]
}`;

/** The editor of an own scenario. The server judges it; each mistake stands at its line. */
export function Editor({
  from,
  onSaved,
}: {
  /** The name of the scenario to begin with. */
  readonly from: string | undefined;
  readonly onSaved: () => void;
}) {
  const base = useApi<Shown>(from === undefined ? undefined : `/scenarios/${encodeURIComponent(from)}`);
  const [text, setText] = useState(from === undefined ? FIRST : '');
  const [cursor, setCursor] = useState(0);
  const [mistakes, setMistakes] = useState<readonly Placed[]>([]);
  const [saved, setSaved] = useState<string>();
  const [error, setError] = useState<Error>();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (base.value === undefined) return;
    setText(written(base.value, base.value.area === 'own' ? base.value.name : `my-${base.value.name}`));
  }, [base.value]);
  const save = async (): Promise<void> => {
    const { value, mistakes: unread } = read(text);
    setSaved(undefined);
    setError(undefined);
    setMistakes(unread);
    if (unread.length > 0) return;
    try {
      const { name } = await call<{ name: string }>('POST', '/scenarios', { body: value });
      setSaved(name);
      onSaved();
    } catch (refused) {
      const found = refused instanceof ApiError ? refused.mistakes : [];
      setMistakes(placed(text, found));
      if (found.length === 0) setError(refused as Error);
    }
  };
  const select = ({ from: start, to }: Placed): void => {
    area.current?.focus();
    area.current?.setSelectionRange(start, to);
  };
  const path = useMemo(() => pathAt(text, cursor), [text, cursor]);
  return (
    <>
      <header class="title">
        <h1>Write a scenario</h1>
        <a href={linkTo(['scenarios'])}>All scenarios</a>
      </header>
      <Failure error={base.error ?? error} />
      <div class="editor">
        <div>
          <Text area={area} text={text} mistakes={mistakes} onText={setText} onCursor={setCursor} />
          <div class="row">
            <button type="button" class="main" onClick={save}>
              Add
            </button>
            <p role="status">
              {saved !== undefined && (
                <>
                  Added: <a href={linkTo(['scenarios', saved])}>{visible(saved)}</a>
                </>
              )}
            </p>
          </div>
          <div role="alert">
            {mistakes.length > 0 && (
              <ul class="mistakes">
                {mistakes.map((mistake) => (
                  <li key={`${mistake.from} ${mistake.text}`}>
                    <button type="button" class="plain" onClick={() => select(mistake)}>
                      Line {mistake.line}
                    </button>
                    {visible(mistake.text)}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </div>
        <Help path={path} value={read(text).value} />
      </div>
    </>
  );
}

function Text({
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
        onKeyUp={moved}
        onClick={moved}
      />
    </div>
  );
}
