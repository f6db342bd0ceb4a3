import { DAY_MS } from '../../../schemas/durations.ts';
import { sessionPath, useApi } from '../api.ts';
import { Code } from '../components/code.tsx';
import { Failure } from '../components/failure.tsx';
import { instant, number, visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { Table } from '../components/table.tsx';
import { Tabs } from '../components/tabs.tsx';
import { linkTo, pageSession } from '../router.ts';
import { examples } from './overview-code.ts';
import type { SessionJson } from './session-json.ts';
import { useNow } from './sessions-clock.tsx';

interface Info {
  readonly tokens: readonly string[];
  readonly networks: readonly { id: string; permalink: string; name: string; external: boolean }[];
  readonly admins: readonly { id: string; name: string; email: string; roles: readonly string[] }[];
  readonly sample_users: readonly { id: string; state: string; external: boolean }[];
}

/** The tokens that every server knows, and their owners. */
const owners: Readonly<Record<string, string>> = {
  'verified-admin': 'a verified administrator: both exports',
  admin: 'an administrator who is not verified: exports of users only',
  'not-admin': 'no administrator: rejected',
  expired: 'expired: rejected',
  revoked: 'revoked: rejected',
};

/** The overview: the address, the tokens, lines to copy, the network, and how a client is pointed here. */
export function Overview() {
  const { value, error } = useApi<SessionJson>(sessionPath());
  const info = useApi<Info>('/info');
  return (
    <>
      <h1>Overview</h1>
      <p class="quiet">
        This mock answers like the Viva Engage Data Export API. Point a client here, choose how it fails, and
        see what was sent.
      </p>
      <Failure error={error ?? info.error} />
      {value === undefined && error === undefined && <Loading />}
      {value && (
        <div class="columns">
          <section class="card" aria-labelledby="reach">
            <h2 id="reach">Point a client here</h2>
            <p>The base URL, instead of https://www.yammer.com:</p>
            <Code label="Base URL" text={value.base_url} />
            <p>The token of a verified administrator:</p>
            <Code label="Token" text="verified-admin" />
            <Lines session={value} />
            <Unchanged />
          </section>
          <section class="card" aria-labelledby="network">
            <h2 id="network">{pageSession === undefined ? 'The server' : `Session ${pageSession}`}</h2>
            <Facts session={value} />
            {info.value && <Tokens tokens={info.value.tokens} />}
          </section>
        </div>
      )}
      {info.value && pageSession === undefined && <People info={info.value} />}
    </>
  );
}

function Lines({ session: { base_url: base, clock } }: { readonly session: SessionJson }) {
  const since = new Date(Date.parse(clock.now) - DAY_MS).toISOString().slice(0, 10);
  const tabs = examples.map(([title, code]) => ({
    title,
    content: () => (
      <Code
        key={title}
        label={`Export with ${title}`}
        text={code({ base, token: 'verified-admin', since })}
      />
    ),
  }));
  return (
    <>
      <p>An export of the last day:</p>
      <Tabs label="Languages" tabs={tabs} />
    </>
  );
}

function Unchanged() {
  return (
    <>
      <h3>A client that cannot be changed</h3>
      <p>
        This starts a mock of its own and the client, and leads the names of the service to the mock, over
        HTTPS too:
      </p>
      <Code label="Command that runs a client" text="npx engage-export run -- CLIENT" />
      <p>
        To see it fail, select <a href={linkTo(['scenarios'])}>a scenario</a> with the token:{' '}
        <code>verified-admin~NAME</code>. Then look into <a href={linkTo(['journal'])}>the journal</a>.
      </p>
    </>
  );
}

function Facts({ session }: { readonly session: SessionJson }) {
  const now = useNow(session.clock);
  return (
    <dl class="facts">
      <dt>Clock</dt>
      <dd>
        <span class="mono">{instant(now)} UTC</span>{' '}
        <span class="tag">{session.clock.fixed ? 'stopped' : 'running'}</span>{' '}
        <a href={linkTo(['sessions', session.id])}>move it</a>
      </dd>
      <dt>Scenario</dt>
      <dd>
        {session.scenario === null ? (
          'none'
        ) : (
          <a href={linkTo(['scenarios', session.scenario])}>{visible(session.scenario)}</a>
        )}
      </dd>
      <dt>Seed</dt>
      <dd>{visible(session.seed)}</dd>
      <dt>Size</dt>
      <dd>
        {session.size}: {number(session.users)} users on the first day, {number(session.messages_per_day)}{' '}
        messages a day
      </dd>
      <dt>Messages</dt>
      <dd>from {session.start.slice(0, 10)} until now</dd>
      <dt>Profile</dt>
      <dd>{session.profile}</dd>
      <dt>Requests</dt>
      <dd>
        <a href={linkTo(['journal'])}>{number(session.requests)}</a>
      </dd>
      <dt>Documents</dt>
      <dd>
        <a href="/openapi.json">OpenAPI</a>, <a href="/schemas/">JSON Schemas</a>
      </dd>
    </dl>
  );
}

function Tokens({ tokens }: { readonly tokens: readonly string[] }) {
  return (
    <>
      <h3>Tokens</h3>
      <dl class="facts">
        {tokens.map((token) => (
          <>
            <dt class="mono">{token}</dt>
            <dd>{owners[token] ?? ''}</dd>
          </>
        ))}
      </dl>
    </>
  );
}

function People({ info: { networks, admins, sample_users: users } }: { readonly info: Info }) {
  return (
    <div class="columns">
      <section aria-labelledby="networks">
        <h2 id="networks">Networks and administrators</h2>
        <Table
          caption="Networks"
          rows={networks}
          keyOf={(row) => row.id}
          columns={[
            { title: 'Network', cell: (row) => visible(row.name) },
            { title: 'Id', cell: (row) => <span class="mono">{row.id}</span> },
            { title: 'Kind', cell: (row) => (row.external ? 'external' : 'home') },
          ]}
        />
        <Table
          caption="Administrators"
          rows={admins}
          keyOf={(row) => row.id}
          columns={[
            { title: 'Administrator', cell: (row) => visible(row.name) },
            { title: 'Id', cell: (row) => <span class="mono">{row.id}</span> },
            { title: 'Roles', cell: (row) => visible(row.roles.join(', ')) },
          ]}
        />
      </section>
      <section aria-labelledby="people">
        <h2 id="people">Users to export</h2>
        <Table
          caption="Users of every state"
          rows={users}
          keyOf={(row) => row.id}
          columns={[
            { title: 'Id', cell: (row) => <span class="mono">{row.id}</span> },
            { title: 'State', cell: (row) => row.state },
            { title: 'Network', cell: (row) => (row.external ? 'external' : 'home') },
          ]}
        />
      </section>
    </div>
  );
}
