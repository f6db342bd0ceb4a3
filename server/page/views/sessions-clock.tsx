import { useEffect, useId, useState } from 'preact/hooks';
import { DAY_MS, HOUR_MS } from '../../../schemas/durations.ts';
import { call, useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { instant, number } from '../components/format.ts';
import { linkTo } from '../router.ts';
import type { SessionJson } from './session-json.ts';

/** The days of the slider after the present. */
const AHEAD = 90;

const steps: readonly (readonly [title: string, ms: number])[] = [
  ['−1 day', -DAY_MS],
  ['−1 hour', -HOUR_MS],
  ['+1 hour', HOUR_MS],
  ['+1 day', DAY_MS],
];

/** The clock of a session: a slider over the days of the network, steps, and what the last day holds. */
export function Clock({ session, onMoved }: { readonly session: SessionJson; readonly onMoved: () => void }) {
  const { id, clock, start } = session;
  const [error, setError] = useState<Error>();
  /** The time that the slider shows until the clock is there. */
  const [dragged, setDragged] = useState<number>();
  const now = useNow(clock);
  const label = useId();
  const first = Date.parse(start);
  const at = dragged ?? now;
  const day = Math.floor((at - first) / DAY_MS);
  const days = Math.max(Math.ceil((Math.max(Date.now(), now) - first) / DAY_MS) + AHEAD, 1);
  const move = (body: object): void => {
    setError(undefined);
    call('POST', `/sessions/${id}/clock`, { body }).then(onMoved, (failure: Error) => {
      setError(failure);
      setDragged(undefined);
    });
  };
  useEffect(() => {
    const isThere = (to: number): boolean => Math.abs(Date.parse(clock.now) - to) < HOUR_MS;
    setDragged((to) => (to === undefined || isThere(to) ? undefined : to));
  }, [clock.now]);
  /** The same time of the day on another day. */
  const onDay = (value: string): number => at + (Number(value) - day) * DAY_MS;
  return (
    <div class="clock">
      <p>
        <span class="now mono">{instant(at)} UTC</span>{' '}
        <span class="tag">{clock.fixed ? 'stopped' : 'running'}</span>
      </p>
      <label for={label}>Day of the network</label>
      <input
        id={label}
        type="range"
        min={0}
        max={days}
        step={1}
        value={day}
        aria-valuetext={instant(at)}
        onInput={({ currentTarget }) => setDragged(onDay(currentTarget.value))}
        onChange={({ currentTarget }) => move({ set: new Date(onDay(currentTarget.value)).toISOString() })}
      />
      <p class="quiet scale">
        <span>{start.slice(0, 10)}</span>
        <span>{instant(first + days * DAY_MS).slice(0, 10)}</span>
      </p>
      <div class="row">
        {steps.map(([title, ms]) => (
          <button key={title} type="button" onClick={() => move({ advance_ms: ms })}>
            {title}
          </button>
        ))}
      </div>
      <Failure error={error} />
      <LastDay session={id} until={clock.now} />
    </div>
  );
}

interface Window {
  readonly files: readonly { readonly member: string; readonly rows: number; readonly counted: string }[];
}

/** The rows of the day before an instant, in the files of events. */
function LastDay({ session, until }: { readonly session: string; readonly until: string }) {
  const since = new Date(Date.parse(until) - DAY_MS).toISOString();
  const models = ['Message', 'MessageVersion', 'LikedMessageHistory', 'User', 'Group'];
  const query = new URLSearchParams([
    ['since', since],
    ['until', until],
    ...models.map((one) => ['model', one]),
  ]);
  const { value } = useApi<Window>(`/sessions/${session}/network/window?${query}`);
  return (
    <p class="quiet" role="status">
      {value && (
        <>
          Rows of the last day:{' '}
          {value.files
            .map(
              ({ member, rows, counted }) =>
                `${member} ${counted === 'exact' ? '' : 'about '}${number(rows)}`,
            )
            .join(', ')}
        </>
      )}
    </p>
  );
}

/** The present of a clock, which goes on while it runs. */
export function useNow({ now, fixed }: SessionJson['clock']): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    setElapsed(0);
    if (fixed) return;
    const began = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - began), 1000);
    return () => clearInterval(timer);
  }, [now, fixed]);
  return Date.parse(now) + elapsed;
}

/** The links from a session to its parts of the page. */
export function SessionLinks({ id }: { readonly id: string }) {
  return (
    <>
      {id !== 'main' && (
        <>
          <a href={`/s/${id}/`}>its own page</a> ·{' '}
        </>
      )}
      <a href={linkTo(['journal'], { session: id })}>its exchanges</a>
    </>
  );
}
