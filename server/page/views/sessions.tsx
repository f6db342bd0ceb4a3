import { useState } from 'preact/hooks';
import { call, session as ownSession, useApi } from '../api.ts';
import { Code } from '../components/code.tsx';
import { Failure } from '../components/failure.tsx';
import { instant, visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { Table } from '../components/table.tsx';
import { go, linkTo, type Route } from '../router.ts';
import type { SessionJson } from './session-json.ts';
import { Clock, SessionLinks } from './sessions-clock.tsx';
import { Begin, Play } from './sessions-forms.tsx';

/** The sessions: one in detail, with its clock, all in a table, and a form for a new one. */
export function Sessions({ route: { rest } }: { readonly route: Route }) {
  const id = rest[0] ?? ownSession;
  const list = useApi<{ sessions: readonly SessionJson[] }>('/sessions');
  const main = useApi<SessionJson>('/sessions/main');
  const one = useApi<SessionJson>(`/sessions/${encodeURIComponent(id)}`);
  const [begun, setBegun] = useState<SessionJson>();
  const changed = (): void => {
    list.again();
    main.again();
    one.again();
  };
  const rows = [...(main.value ? [main.value] : []), ...(list.value?.sessions ?? [])];
  return (
    <>
      <h1>Sessions</h1>
      <p class="quiet">
        A session has its own clock, scenario, seed and journal. It ends half an hour after its last use.
      </p>
      <Failure error={list.error ?? main.error ?? one.error} />
      <div class="columns">
        {one.value === undefined && one.error === undefined && <Loading />}
        {one.value && <One key={id} session={one.value} begun={begun} onChanged={changed} />}
        <section class="card" aria-label="Begin a session">
          <h2>Begin one</h2>
          <Begin
            onBegun={(session) => {
              setBegun(session);
              changed();
              go(linkTo(['sessions', session.id]));
            }}
          />
        </section>
      </div>
      <h2>All sessions</h2>
      <Table
        caption="All sessions"
        rows={rows}
        empty={list.value ? 'Nothing to show.' : ''}
        keyOf={(row) => row.id}
        columns={[
          {
            title: 'Session',
            cell: (row) => (
              <a
                class="mono"
                href={linkTo(['sessions', row.id])}
                {...(row.id === id && { 'aria-current': 'true' })}
              >
                {row.id}
              </a>
            ),
          },
          { title: 'Scenario', cell: (row) => (row.scenario === null ? '–' : visible(row.scenario)) },
          { title: 'Network', cell: (row) => `${row.size}, seed ${visible(row.seed)}` },
          { title: 'Clock', cell: (row) => `${instant(row.clock.now)}${row.clock.fixed ? ', stopped' : ''}` },
          { title: 'Requests', number: true, cell: (row) => row.requests },
          { title: 'Ends unused', cell: (row) => (row.expires === null ? 'never' : instant(row.expires)) },
        ]}
      />
    </>
  );
}

function One({
  session,
  begun,
  onChanged,
}: {
  readonly session: SessionJson;
  /** The session that was begun last, with its whole token. */
  readonly begun: SessionJson | undefined;
  readonly onChanged: () => void;
}) {
  const { id } = session;
  const [error, setError] = useState<Error>();
  const act = (method: 'POST' | 'DELETE', path: string, then: () => void = () => {}) => {
    setError(undefined);
    call(method, path).then(() => {
      then();
      onChanged();
    }, setError);
  };
  return (
    <section class="card" aria-label={`Session ${id}`}>
      <h2>{id === 'main' ? 'The server’s own session' : `Session ${id}`}</h2>
      <p>
        <SessionLinks id={id} />
      </p>
      <Code label="Base URL" text={session.base_url} />
      {begun?.id === id && (
        <>
          <p class="quiet">Its token, for clients whose base URL has no path. It is shown only now.</p>
          <Code label="Token" text={begun.token} />
        </>
      )}
      <h3>Clock</h3>
      <Clock session={session} onMoved={onChanged} />
      <h3>Scenario</h3>
      <Play session={session} onPlayed={onChanged} />
      <h3>Begin again, or end</h3>
      <div class="row">
        <button type="button" onClick={() => act('POST', `/sessions/${id}/reset`)}>
          Reset
        </button>
        {id !== 'main' && (
          <button
            type="button"
            onClick={() => act('DELETE', `/sessions/${id}`, () => go(linkTo(['sessions'])))}
          >
            End
          </button>
        )}
      </div>
      <p class="quiet">A reset restores the clock, and clears counters and journal.</p>
      <Failure error={error} />
    </section>
  );
}
