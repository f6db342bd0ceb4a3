import { useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { type Counts, CountTable } from './network-counts.tsx';
import { dataPath, objectsOf, type Place, placeLink, type RowTable } from './network-data.ts';
import { RowFacts } from './network-row.tsx';

const states: Readonly<Record<string, string>> = { active: 'good', suspended: 'warn', deleted: 'bad' };

/** One user: the row, and what the export of the user holds. */
export function UserView(place: Place) {
  const id = place.route.rest[1] ?? '';
  const network = place.route.query.get('network');
  // An instant before all rows: only the row itself is wanted.
  const window = { since: '1970-01-01', until: '1970-01-01' };
  const found = useApi<{ row: RowTable }>(
    dataPath('/references', { file: 'Users', column: 'id', value: id, network, ...window }),
  );
  const counts = useApi<Counts>(dataPath(`/users/${encodeURIComponent(id)}`));
  const user = found.value === undefined ? undefined : objectsOf(found.value.row)[0];
  const state = String(user?.state ?? '');
  return (
    <>
      <Failure error={found.error} />
      {found.value === undefined && found.error === undefined && <Loading word="Looking …" />}
      {found.value && user === undefined && <p>There is no user with the id {visible(id)}, or not yet.</p>}
      {user && (
        <>
          <h2>
            <span dir="auto">{visible(String(user.name))}</span>{' '}
            <span class={`tag ${states[state] ?? ''}`}>{visible(state)}</span>
          </h2>
          <p class="row">
            <a href={placeLink(place, ['threads'], { user: id })}>Threads of this user</a>
            <a href={placeLink(place, ['row', 'Users', 'id', id])}>All rows that refer to this user</a>
          </p>
          <div class="columns">
            <section class="card" aria-label="The row of the user">
              <h3>Users.csv</h3>
              <RowFacts place={place} file="Users" row={user} />
            </section>
            <section class="card" aria-label="The export of the user">
              <h3>What the export of this user holds</h3>
              <Failure error={counts.error} />
              {counts.value === undefined && counts.error === undefined && <Loading word="Counting …" />}
              {counts.value && <CountTable counts={counts.value} keys={[]} />}
            </section>
          </div>
        </>
      )}
    </>
  );
}
