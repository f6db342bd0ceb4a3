import { useMemo } from 'preact/hooks';
import type { Exchange } from '../../journal/index.ts';
import { Failure } from '../components/failure.tsx';
import { Choice, Filter } from '../components/filter.tsx';
import { bytes, duration, number, visible } from '../components/format.ts';
import { useNarrow } from '../components/narrow.ts';
import { VirtualList } from '../components/virtual-list.tsx';
import { go, linkTo, pageSession, type Route } from '../router.ts';
import { type LiveJournal, useJournal } from './journal-data.ts';
import { Entry } from './journal-entry.tsx';
import {
  choicesOf,
  choiceTitles,
  type FilterName,
  filterOf,
  fitsFilter,
  type JournalFilter,
} from './journal-filter.ts';
import { Refused } from './journal-refused.tsx';
import { endings, parametersOf, toneOf } from './journal-words.ts';

const ROW_PX = { wide: 34, narrow: 62 };

/** The journal: every exchange as it happens, and one of them in a drawer. */
export function Journal({ route }: { readonly route: Route }) {
  const journal = useJournal();
  const { exchanges, refused, error } = journal;
  const narrow = useNarrow();
  const query = route.query.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(query)), [query]);
  const rows = useMemo(() => exchanges.filter((one) => fitsFilter(one, filter)), [exchanges, filter]);
  const id = Number(route.rest[0]);
  const selected = exchanges.find((one) => one.id === id);
  return (
    <div class="journal">
      <header class="title">
        <h1>Journal</h1>
        <State journal={journal} shown={rows.length} />
      </header>
      <p class="quiet">Every request, and what the mock answered, as it happens.</p>
      <Failure error={error} />
      <Refused refused={refused} />
      <Filters exchanges={exchanges} filter={filter} narrow={narrow} />
      <VirtualList
        label="Exchanges, the latest first"
        rows={rows}
        rowHeight={narrow ? ROW_PX.narrow : ROW_PX.wide}
        keyOf={(one) => one.id}
        row={(one) => <Row exchange={one} filter={filter} selected={one.id === id} />}
        empty={emptyText(journal)}
      />
      {selected && (
        <Entry key={selected.id} exchange={selected} onClose={() => go(linkTo(['journal'], filter))} />
      )}
    </div>
  );
}

function emptyText({ state, exchanges }: LiveJournal): string {
  if (exchanges.length > 0) return 'No exchange matches the filters.';
  if (state === 'over') return 'The session has ended.';
  if (state !== 'live') return state === 'loading' ? 'Loading …' : 'There is no connection to the server.';
  return 'No request has come yet. The overview has lines to copy that make one.';
}

function State({
  journal: { state, exchanges },
  shown,
}: {
  readonly journal: LiveJournal;
  readonly shown: number;
}) {
  const of = shown === exchanges.length ? '' : ` of ${number(exchanges.length)}`;
  const words = {
    live: 'live',
    loading: 'loading …',
    interrupted: 'interrupted, trying again …',
    over: 'ended',
  };
  return (
    <p class="quiet">
      <span class={`tag ${state === 'live' ? 'good' : 'warn'}`} role="status">
        {words[state]}
      </span>{' '}
      {number(shown)}
      {of} {exchanges.length === 1 ? 'exchange' : 'exchanges'}
    </p>
  );
}

function Filters({
  exchanges,
  filter,
  narrow,
}: {
  readonly exchanges: readonly Exchange[];
  readonly filter: JournalFilter;
  /** True where the lists have no room beside the search. */
  readonly narrow: boolean;
}) {
  const choices = useMemo(() => choicesOf(exchanges), [exchanges]);
  const set = (name: FilterName) => (value: string) =>
    go(linkTo(['journal'], { ...filter, [name]: value }), true);
  const titles: readonly (readonly [FilterName, string])[] = [
    ['method', 'Method'],
    ['status', 'Status'],
    ['ending', 'Ending'],
    ['scenario', 'Scenario'],
    ['lint', 'Lint'],
    ...(pageSession === undefined ? [['session', 'Session'] as const] : []),
  ];
  const lists = titles.map(([name, title]) => (
    <Choice
      key={name}
      label={title}
      value={filter[name] ?? ''}
      values={choices[name]}
      titles={choiceTitles[name] ?? {}}
      onChange={set(name)}
    />
  ));
  const selected = titles.filter(([name]) => filter[name] !== undefined).length;
  return (
    <form class="row filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Filter label="Path or parameter" value={filter.q ?? ''} onChange={set('q')} />
      {narrow ? (
        <details class="more">
          <summary>{selected > 0 ? `More filters: ${selected} selected` : 'More filters'}</summary>
          <div class="row">{lists}</div>
        </details>
      ) : (
        lists
      )}
      {Object.keys(filter).length > 0 && <a href={linkTo(['journal'])}>Clear</a>}
    </form>
  );
}

function Row({
  exchange,
  filter,
  selected,
}: {
  readonly exchange: Exchange;
  readonly filter: JournalFilter;
  readonly selected: boolean;
}) {
  const { id, at, request, response, scenario, ms, ending, lints, hint } = exchange;
  const { word, tone } = endings[ending];
  const problems = lints.length + (hint === null ? 0 : 1);
  const sent = exchange.bytes.body + exchange.bytes.head;
  return (
    <a class="entry" href={linkTo(['journal', id], filter)} {...(selected && { 'aria-current': 'true' })}>
      <time dateTime={at}>{at.slice(11, 19)}</time>
      <span class={`status ${toneOf(response?.status)}`}>{response?.status ?? '–'}</span>
      <span class="what">
        <b>{visible(request.method)}</b> <bdi>{visible(request.path)}</bdi>{' '}
        <bdi class="quiet">{visible(parametersOf(exchange))}</bdi>
      </span>
      <span class="marks">
        {scenario && <span class="tag">{visible(scenario.name)}</span>}
        {problems > 0 && (
          <span class="tag warn">
            {problems} {problems === 1 ? 'remark' : 'remarks'}
          </span>
        )}
      </span>
      <span class="size">{bytes(sent)}</span>
      <span class="size">{ms.total === null ? '…' : duration(ms.total)}</span>
      <span class={`ending ${tone}`}>{word}</span>
    </a>
  );
}
