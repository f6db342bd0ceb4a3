import { useMemo } from 'preact/hooks';
import { sessionPath, useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { Filter } from '../components/filter.tsx';
import { visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { go, linkTo, type Route } from '../router.ts';
import { type Listed, matches, places } from './scenarios-data.ts';
import { Detail } from './scenarios-detail.tsx';
import { Editor } from './scenarios-editor.tsx';

/** The word in the address of the editor; `#/scenarios/new?from=NAME` begins with a copy. */
const NEW = 'new';

/** The scenarios: a search, the list, and one scenario or the editor beside it. */
export function Scenarios({ route: { rest, query } }: { readonly route: Route }) {
  const [name] = rest;
  const { value, error, again } = useApi<{ scenarios: readonly Listed[] }>('/scenarios');
  const current = useApi<{ scenario: string | null }>(sessionPath());
  const q = query.get('q') ?? '';
  const place = query.get('place') ?? '';
  const all = value?.scenarios ?? [];
  const found = useMemo(
    () => all.filter((one) => (place === '' || one.area === place) && matches(one, q)),
    [all, q, place],
  );
  const changed = (): void => {
    again();
    current.again();
  };
  const set = (filter: object) => go(linkTo(['scenarios', ...rest], { q, place, ...filter }), true);
  if (name === NEW) return <Editor from={query.get('from') ?? undefined} onSaved={changed} />;
  return (
    <>
      <header class="title">
        <h1>Scenarios</h1>
        {current.value && <Playing name={current.value.scenario} />}
        <a class="button" href={linkTo(['scenarios', NEW])}>
          Write one
        </a>
      </header>
      <p class="quiet">
        A scenario is a failure that the mock plays exactly and every time, for one token, one session, or
        everybody.
      </p>
      <Failure error={error} />
      <form class="row filters" aria-label="Search" onSubmit={(event) => event.preventDefault()}>
        <Filter
          label="Symptom, file or name"
          placeholder="truncated, Messages.csv, retry…"
          value={q}
          onChange={(text) => set({ q: text })}
        />
        <div class="field">
          <label for="place">Where it breaks</label>
          <select id="place" value={place} onChange={(event) => set({ place: event.currentTarget.value })}>
            <option value="">anywhere</option>
            {Object.entries(places).map(([area, title]) => (
              <option key={area} value={area}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <p class="quiet" role="status">
          {value && `${found.length} of ${all.length}`}
        </p>
      </form>
      {value === undefined && error === undefined && <Loading />}
      {value && found.length === 0 && (
        <p>
          No scenario has all of these words. <a href={linkTo(['scenarios'])}>Show all</a>, or{' '}
          <a href={linkTo(['scenarios', NEW])}>write one</a>.
        </p>
      )}
      <ul class="catalogue">
        {found.map((one) => (
          <li key={one.name}>
            <a
              href={linkTo(['scenarios', one.name], { q, place })}
              {...(one.name === name && { 'aria-current': 'true' })}
            >
              <b>{visible(one.name)}</b>
              <span>{visible(one.what ?? '')}</span>
              <span class="quiet">{visible(one.shows ?? '')}</span>
            </a>
          </li>
        ))}
      </ul>
      {name !== undefined && (
        <Detail
          key={name}
          name={name}
          playing={current.value?.scenario === name}
          onChanged={changed}
          onClose={() => go(linkTo(['scenarios'], { q, place }))}
        />
      )}
    </>
  );
}

function Playing({ name }: { readonly name: string | null }) {
  if (name === null) return <p class="quiet">Requests that select no scenario are answered as usual.</p>;
  return (
    <p>
      Played for everybody: <a href={linkTo(['scenarios', name])}>{visible(name)}</a>
    </p>
  );
}
