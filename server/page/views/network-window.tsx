import { useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { Loading } from '../components/loading.tsx';
import { go } from '../router.ts';
import { type Counts, CountTable } from './network-counts.tsx';
import { dataPath, type Place, placeLink, windowOf } from './network-data.ts';
import { WindowForm } from './network-window-form.tsx';

/** The number of rows of a file up to which they are counted exactly on demand. */
const EXACT = 1_000_000;

/** The content of an export of the network, before it is downloaded. */
export function WindowView(place: Place) {
  const { query } = place.route;
  const { since, until } = windowOf(place);
  const exact = query.get('exact') === '1';
  const include = query.get('include');
  const include_ens = query.get('include_ens');
  const network = query.get('network');
  const path = dataPath('/window', {
    since,
    until,
    include,
    include_ens,
    network,
    ...(exact && { limit: EXACT }),
  });
  const { value, error } = useApi<Counts>(path);
  const to = (more: Readonly<Record<string, string | undefined>>): string => {
    const shown = { include: include ?? undefined, include_ens: include_ens ?? undefined };
    return placeLink(place, ['window'], { ...shown, ...more });
  };
  return (
    <>
      <h2>What a window holds</h2>
      <p class="quiet">The rows of an export of the network, counted without making the ZIP.</p>
      <WindowForm place={place} parts={['window']} />
      <div class="row window-form">
        <label>
          <input
            type="checkbox"
            checked={include !== 'csv'}
            onChange={(event) => go(to({ include: event.currentTarget.checked ? undefined : 'csv' }))}
          />{' '}
          with attachments
        </label>
        {place.data.networks.length > 1 && (
          <label>
            <input
              type="checkbox"
              checked={include_ens === 'true'}
              onChange={(event) => go(to({ include_ens: event.currentTarget.checked ? 'true' : undefined }))}
            />{' '}
            with external networks
          </label>
        )}
      </div>
      <Failure error={error} />
      {value === undefined && error === undefined && <Loading word="Counting …" />}
      {value && (
        <CountTable
          counts={value}
          rowsLink={(key) => placeLink(place, ['rows', key])}
          keys={place.data.files.map(({ key }) => key)}
          {...(!exact && { onExact: () => go(to({ exact: '1' })) })}
        />
      )}
    </>
  );
}
