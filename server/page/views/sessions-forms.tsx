import { useId, useState } from 'preact/hooks';
import { type ApiError, call, useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { visible } from '../components/format.ts';
import type { SessionJson } from './session-json.ts';

/** The fields of a new session: each is left out when it is empty, and is then that of the server. */
const fields = [
  { name: 'seed', title: 'Seed', hint: 'as the server' },
  { name: 'now', title: 'Clock stopped at', hint: '2026-11-20T12:00:00Z' },
  { name: 'time_scale', title: 'Time scale of waits', hint: '1', number: true },
] as const;

const choices = [
  { name: 'size', title: 'Size', values: ['tiny', 'small', 'medium', 'large', 'huge'] },
  { name: 'profile', title: 'Profile', values: ['current', 'legacy'] },
] as const;

/** The form that begins a session. */
export function Begin({ onBegun }: { readonly onBegun: (session: SessionJson) => void }) {
  const [error, setError] = useState<ApiError>();
  const id = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const given = Array.from(form, ([name, value]) => [name, String(value).trim()] as const);
    const body = Object.fromEntries(
      given
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [name, name === 'time_scale' && value !== '' ? Number(value) : value]),
    );
    setError(undefined);
    call<SessionJson>('POST', '/sessions', { body }).then(onBegun, setError);
  };
  const wrong = (name: string): boolean =>
    error?.mistakes.some(({ path }) => path.split('/')[1] === name) ?? false;
  return (
    <form class="fields" onSubmit={submit}>
      <ScenarioField invalid={wrong('scenario')} />
      {fields.map(({ name, title, hint }) => (
        <div key={name} class="field">
          <label for={`${id}-${name}`}>{title}</label>
          <input
            id={`${id}-${name}`}
            name={name}
            placeholder={hint}
            autocomplete="off"
            aria-invalid={wrong(name)}
          />
        </div>
      ))}
      {choices.map(({ name, title, values }) => (
        <div key={name} class="field">
          <label for={`${id}-${name}`}>{title}</label>
          <select id={`${id}-${name}`} name={name}>
            <option value="">as the server</option>
            {values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        </div>
      ))}
      <button type="submit" class="main">
        Begin
      </button>
      <Failure error={error} />
    </form>
  );
}

/** The form that plays a scenario in a session, or none. */
export function Play({
  session,
  onPlayed,
}: {
  readonly session: SessionJson;
  readonly onPlayed: () => void;
}) {
  const [error, setError] = useState<Error>();
  const play = (scenario: string): void => {
    setError(undefined);
    call('POST', `/sessions/${session.id}/scenario`, { body: { scenario } }).then(onPlayed, setError);
  };
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        play(String(new FormData(event.currentTarget).get('scenario')).trim() || 'none');
      }}
    >
      <p>{session.scenario === null ? 'None is played.' : `It plays ${visible(session.scenario)}.`}</p>
      <ScenarioField invalid={error !== undefined} />
      <button type="submit">Play</button>
      {session.scenario !== null && (
        <button type="button" onClick={() => play('none')}>
          Play none
        </button>
      )}
      <Failure error={error} />
    </form>
  );
}

function ScenarioField({ invalid }: { readonly invalid: boolean }) {
  const id = useId();
  const { value } = useApi<{ scenarios: readonly { readonly name: string }[] }>('/scenarios');
  return (
    <div class="field">
      <label for={id}>Scenario</label>
      <input
        id={id}
        name="scenario"
        list={`${id}-names`}
        placeholder="none"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={invalid}
      />
      <datalist id={`${id}-names`}>
        {value?.scenarios.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
