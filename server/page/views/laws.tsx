import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api.ts';
import { Code } from '../components/code.tsx';
import { Failure } from '../components/failure.tsx';
import { bytes } from '../components/format.ts';
import type { Checked } from './laws-report.ts';
import { Result } from './laws-result.tsx';

/** The largest export that the server takes, bytes. */
const MOST_BYTES = 1024 ** 3;
/** The status of a server that was started without the check. */
const NO_CHECK = 501;

/** The last result: it stays while other views are shown. */
let last: { readonly name: string; readonly checked: Checked } | undefined;

/** The check of an export: select or drop a ZIP, and see what contradicts itself. */
export function Laws() {
  const [result, setResult] = useState(last);
  const [error, setError] = useState<Error>();
  const [running, setRunning] = useState<{ readonly file: File; readonly ending: AbortController }>();
  const shown = useRef<HTMLDivElement>(null);
  const current = useRef(running);
  current.current = running;
  // Who leaves the view ends the check.
  useEffect(() => () => current.current?.ending.abort(), []);
  const check = async (file: File): Promise<void> => {
    current.current?.ending.abort();
    const ending = new AbortController();
    setRunning({ file, ending });
    setError(undefined);
    try {
      last = { name: file.name, checked: await checked(file, ending.signal) };
      setResult(last);
      requestAnimationFrame(() => shown.current?.focus());
    } catch (reason) {
      if (!ending.signal.aborted) setError(reason as Error);
    }
    setRunning((now) => (now?.ending === ending ? undefined : now));
  };
  return (
    <>
      <h1>Laws</h1>
      <p class="quiet">
        The check of an export: the container, every column and value, references, counts, and the laws of the
        data: order of times, state, uniqueness, values that must agree. The file stays on this machine.
      </p>
      <DropZone onFile={check} />
      <div role="status">
        {running && (
          <p class="checking">
            <span class="turning" aria-hidden="true" /> Checking {running.file.name},{' '}
            {bytes(running.file.size)} …{' '}
            <button type="button" onClick={() => running.ending.abort()}>
              Stop
            </button>
          </p>
        )}
      </div>
      <Failure error={error} />
      {error instanceof ApiError && error.status === NO_CHECK && (
        <Code text="npx engage-export check --laws export.zip" label="The check in a terminal" />
      )}
      {result && (
        <section
          ref={shown}
          tabIndex={-1}
          aria-label={`Result for ${result.name}`}
          class={running ? 'stale' : ''}
        >
          <Result key={result.name} name={result.name} checked={result.checked} />
        </section>
      )}
    </>
  );
}

/** A field for a file, which is also a place to drop one. */
function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <label
      class={`drop ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <input
        type="file"
        class="hidden"
        accept=".zip,application/zip"
        aria-label="Select an export ZIP"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <strong>Drop an export ZIP here</strong>
      <span class="quiet">or select one</span>
    </label>
  );
}

/** Sends an export to be checked. */
async function checked(file: File, signal: AbortSignal): Promise<Checked> {
  if (file.size > MOST_BYTES)
    throw new ApiError(
      413,
      `expected an export of at most 1 GiB, got ${bytes(file.size)}: use engage-export check --laws in a terminal.`,
    );
  const response = await fetch('/__admin/check', {
    method: 'POST',
    headers: { 'content-type': 'application/zip' },
    body: file,
    signal,
  }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server does not answer, or the file changed while it was read.');
  });
  const answer = await response.json();
  if (!response.ok) throw new ApiError(response.status, String(answer.error));
  return answer as Checked;
}
