import type { ComponentType } from 'preact';
import { useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { Choice } from '../components/filter.tsx';
import { visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { go, linkTo, type Route } from '../router.ts';
import { dataPath, type NetworkData, type Place, placeLink } from './network-data.ts';
import { RowView } from './network-row.tsx';
import { Communities, FileRows, Users } from './network-rows.tsx';
import { Threads } from './network-threads.tsx';
import { UserView } from './network-user.tsx';
import { WindowView } from './network-window.tsx';

/** The places of the view, by the word after `network` in the address. */
const places: Readonly<Record<string, ComponentType<Place>>> = {
  threads: Threads,
  users: (place) => (place.route.rest.length > 1 ? <UserView {...place} /> : <Users {...place} />),
  communities: Communities,
  window: WindowView,
  rows: FileRows,
  row: RowView,
};

const menu = { threads: 'Threads', users: 'Users', communities: 'Communities', window: 'Exports' } as const;
/** The entry of the menu for places that have none of their own. */
const above: Readonly<Record<string, string>> = { rows: 'window', row: '' };

/** The data of the session: threads, users, communities, and what an export of them holds. */
export function Network({ route }: { readonly route: Route }) {
  const { value: data, error } = useApi<NetworkData>(dataPath(''));
  const [word = 'threads'] = route.rest;
  const key = Object.hasOwn(places, word) ? word : 'threads';
  const Shown = places[key];
  const current = above[key] ?? key;
  return (
    <>
      <h1>Network</h1>
      <p class="quiet">
        The data that the exports hold, by the clock of the session: conversations, people, and the rows of
        every file.
      </p>
      <Failure error={error} />
      {data === undefined && error === undefined && <Loading />}
      {data && Shown && (
        <>
          <div class="row network-top">
            <nav aria-label="Parts of the network" class="network-parts">
              {Object.entries(menu).map(([name, title]) => (
                <a
                  key={name}
                  href={placeLink({ route }, [name])}
                  {...(name === current && { 'aria-current': 'page' as const })}
                >
                  {title}
                </a>
              ))}
            </nav>
            <Find place={{ data, route }} />
            <Networks place={{ data, route }} />
          </div>
          <Shown data={data} route={route} />
        </>
      )}
    </>
  );
}

/** Selects the network. */
function Networks({ place: { data, route } }: { readonly place: Place }) {
  const [home, ...others] = data.networks;
  if (home === undefined || others.length === 0) return null;
  const name = (permalink: string): string =>
    visible(data.networks.find((one) => one.permalink === permalink)?.permalink ?? permalink);
  return (
    <Choice
      label="Network"
      any={`${name(home.permalink)} (home)`}
      value={route.query.get('network') ?? ''}
      values={others.map(({ permalink }) => permalink)}
      onChange={(network) => go(linkTo(['network', route.rest[0] ?? 'threads'], { network }))}
    />
  );
}

/** Finds a user, a thread or a row by an id that was seen in an export. */
function Find({ place }: { readonly place: Place }) {
  const targets = {
    user: ['Users', 'id'],
    message: ['Messages', 'id'],
    community: ['Groups', 'id'],
  } as const;
  return (
    <form
      class="row find"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const id = String(form.get('id') ?? '').trim();
        const target = targets[String(form.get('kind')) as keyof typeof targets];
        if (id !== '') go(placeLink(place, ['row', ...target, id]));
      }}
    >
      <div class="field">
        <label for="find-id">Find by id</label>
        <span class="joined">
          <select name="kind" aria-label="Kind of the id">
            {Object.keys(targets).map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
          <input id="find-id" name="id" inputMode="numeric" autocomplete="off" size={18} />
          <button type="submit">Find</button>
        </span>
      </div>
    </form>
  );
}
