import type { Exchange } from '../../journal/index.ts';

/** The filters of the journal, by their words in the address. An exchange must match all that are set. */
export const filterNames = ['q', 'method', 'status', 'ending', 'scenario', 'lint', 'session'] as const;
export type FilterName = (typeof filterNames)[number];
export type JournalFilter = Readonly<Partial<Record<FilterName, string>>>;

/** Reads the filters of an address; empty ones are left out. */
export function filterOf(query: URLSearchParams): JournalFilter {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = query.get(name) ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}

const matches: Readonly<Record<FilterName, (exchange: Exchange, value: string) => boolean>> = {
  q: ({ request, parameters }, value) => {
    const text = [request.target, ...(parameters ?? []).flat()].join('\n').toLowerCase();
    return text.includes(value.toLowerCase());
  },
  method: ({ request }, value) => request.method === value,
  status: ({ response }, value) => {
    const status = String(response?.status ?? 'none');
    return value.endsWith('xx') ? status.length === 3 && status[0] === value[0] : status === value;
  },
  ending: ({ ending }, value) => ending === value,
  scenario: ({ scenario }, value) => (scenario?.name ?? 'none') === value,
  lint: ({ lints }, value) => (value === 'any' ? lints.length > 0 : lints.some(({ id }) => id === value)),
  session: ({ session }, value) => session === value,
};

/** Tells whether an exchange matches every filter. */
export function fitsFilter(exchange: Exchange, filter: JournalFilter): boolean {
  return Object.entries(filter).every(([name, value]) => matches[name as FilterName](exchange, value));
}

/** The words of choices that are no names. */
export const choiceTitles: Readonly<Partial<Record<FilterName, Readonly<Record<string, string>>>>> = {
  status: { none: 'no response' },
  ending: { 'under-way': 'under way' },
  scenario: { none: 'without a scenario' },
  lint: { any: 'with a remark' },
};

/** The values that occur in the exchanges, for the choices. */
export function choicesOf(exchanges: readonly Exchange[]): Readonly<Record<FilterName, readonly string[]>> {
  const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();
  const statuses = exchanges.map(({ response }) => String(response?.status ?? 'none'));
  return {
    q: [],
    method: sorted(exchanges.map(({ request }) => request.method)),
    status: sorted([...statuses, ...statuses.filter((one) => one !== 'none').map((one) => `${one[0]}xx`)]),
    ending: ['complete', 'cut', 'aborted', 'under-way'],
    scenario: sorted(exchanges.map(({ scenario }) => scenario?.name ?? 'none')),
    lint: ['any', ...sorted(exchanges.flatMap(({ lints }) => lints.map(({ id }) => id)))],
    session: sorted(exchanges.map(({ session }) => session)),
  };
}
