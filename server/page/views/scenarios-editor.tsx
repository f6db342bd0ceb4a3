import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ApiError, call, useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { visible } from '../components/format.ts';
import { linkTo } from '../router.ts';
import { TextArea } from './scenarios-area.tsx';
import { type Shown, type Written, written } from './scenarios-data.ts';
import { Help } from './scenarios-help.tsx';
import { type Judged, useJudged } from './scenarios-judged.ts';
import { Rules } from './scenarios-picture.tsx';
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

/** The editor of an own scenario. The server judges it while it is typed; mistakes stand at their places. */
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
  const [saved, setSaved] = useState<string>();
  /** The reason why the text was not added. */
  const [refused, setRefused] = useState<Judged>();
  const area = useRef<HTMLTextAreaElement>(null);
  const judged = useJudged(text);
  const { mistakes = [], error } = (refused?.text === text ? refused : judged) ?? {};
  useEffect(() => {
    if (base.value === undefined) return;
    setText(written(base.value, base.value.area === 'own' ? base.value.name : `my-${base.value.name}`));
  }, [base.value]);
  const typed = (now: string): void => {
    setText(now);
    setSaved(undefined);
    setRefused(undefined);
  };
  const add = async (): Promise<void> => {
    setSaved(undefined);
    const result = await added(text);
    if ('name' in result) {
      setRefused(undefined);
      setSaved(result.name);
      onSaved();
    } else setRefused(result);
  };
  const select = ({ from: start, to }: Placed): void => {
    area.current?.focus();
    area.current?.setSelectionRange(start, to);
  };
  const path = useMemo(() => pathAt(text, cursor), [text, cursor]);
  const { value } = useMemo(() => read(text), [text]);
  return (
    <>
      <header class="title">
        <h1>Write a scenario</h1>
        <a href={linkTo(['scenarios'])}>All scenarios</a>
      </header>
      <Failure error={base.error ?? error} />
      <div class="editor">
        <div>
          <TextArea area={area} text={text} mistakes={mistakes} onText={typed} onCursor={setCursor} />
          <div class="row">
            <button type="button" class="main" onClick={add}>
              Add
            </button>
            <p role="status" class={mistakes.length > 0 ? 'judgement bad' : 'judgement'}>
              {saved === undefined ? (
                sentenceOf(judged, mistakes.length)
              ) : (
                <>
                  Added: <a href={linkTo(['scenarios', saved])}>{visible(saved)}</a>
                </>
              )}
            </p>
          </div>
          <Mistakes mistakes={mistakes} isAlert={refused !== undefined} onSelect={select} />
          <Preview judged={judged} />
        </div>
        <Help path={path} value={value} />
      </div>
    </>
  );
}

/** Adds the scenario. Returns its name, or the reason why it was refused. */
async function added(text: string): Promise<{ readonly name: string } | Judged> {
  const { value, mistakes } = read(text);
  if (mistakes.length > 0) return { text, mistakes, scenario: undefined };
  try {
    return await call<{ name: string }>('POST', '/scenarios', { body: value });
  } catch (reason) {
    const found = reason instanceof ApiError ? reason.mistakes : [];
    const error = found.length === 0 ? { error: reason as Error } : {};
    return { text, mistakes: placed(text, found), scenario: undefined, ...error };
  }
}

function sentenceOf(judged: Judged | undefined, mistakes: number): string {
  if (judged === undefined || judged.error) return '';
  if (mistakes === 0) return 'No mistake.';
  return mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`;
}

/** The mistakes by line. They are announced when the scenario was refused, not while somebody types. */
function Mistakes({
  mistakes,
  isAlert,
  onSelect,
}: {
  readonly mistakes: readonly Placed[];
  readonly isAlert: boolean;
  readonly onSelect: (mistake: Placed) => void;
}) {
  return (
    <div {...(isAlert && { role: 'alert' as const })}>
      {mistakes.length > 0 && (
        <ul class="mistakes">
          {mistakes.map((mistake) => (
            <li key={`${mistake.from} ${mistake.text}`}>
              <button type="button" class="plain" onClick={() => onSelect(mistake)}>
                Line {mistake.line}
              </button>
              {visible(mistake.text)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The effect of the scenario in words and drawn; that of the last text without a mistake. */
function Preview({ judged }: { readonly judged: Judged | undefined }) {
  const last = useRef<{ readonly rules: Shown['rules']; readonly sentences: readonly string[] }>(undefined);
  if (judged?.scenario) {
    const { rules } = read(judged.text).value as Written;
    last.current = { rules, sentences: judged.scenario.steps };
  }
  if (last.current === undefined) return null;
  return (
    <section class={judged?.scenario ? 'preview' : 'preview stale'} aria-label="What happens">
      <h2>What happens</h2>
      <Rules {...last.current} />
    </section>
  );
}
