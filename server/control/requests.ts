import { type JsonSchema, type Mistake, pointer, shown } from '../../schemas/index.ts';
import type { Query } from '../http/query.ts';
import { filterSchemas, numericFields, type RequestFilter } from '../journal/filter.ts';
import { toHar } from '../journal/har.ts';
import type { Exchange } from '../journal/index.ts';
import { clearTimeout, setTimeout } from '../util/timers.ts';
import { type Answer, type Call, type Handler, refuseMistakes, sessionOf } from './call.ts';
import { events } from './events.ts';

/** The maximum of `wait`, milliseconds. */
const MAX_WAIT_MS = 60_000;

/** The output formats. */
const formats = {
  json: (exchanges) => ({ status: 200, body: { exchanges } }),
  ndjson: (exchanges) => ({
    status: 200,
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
    body: exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join(''),
  }),
  har: (exchanges) => ({ status: 200, body: toHar(exchanges) }),
} as const satisfies Readonly<Record<string, (exchanges: readonly Exchange[]) => Answer>>;

/** The format of a response that goes on: an event for every exchange that begins or ends. */
const EVENTS = 'events';

/** The parameters that are not part of the filter. */
const others = {
  format: { type: 'string', enum: [...Object.keys(formats), EVENTS], default: 'json' },
  wait: { type: 'integer', minimum: 0, maximum: MAX_WAIT_MS },
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** The JSON Schema of each parameter of the list of exchanges. */
export const listParameters = { ...filterSchemas, ...others };

/** Lists the exchanges of all sessions. */
export const listRequests: Handler = (call) => list(call, {});

/** Lists the exchanges of one session. */
export const listSessionRequests: Handler = (call) => list(call, { session: sessionOf(call).id });

/** Lists the refused connections of all sessions. */
export const listRefused: Handler = ({ sessions }) => ({
  status: 200,
  body: { refused: sessions.store.refusedIn() },
});

/** Lists the refused connections of one session. */
export const listSessionRefused: Handler = (call) => ({
  status: 200,
  body: { refused: call.sessions.store.refusedIn(sessionOf(call).id) },
});

async function list(call: Call, within: RequestFilter): Promise<Answer> {
  const { reader, query, signal, sessions } = call;
  using subscription = sessions.store.subscribe();
  const { values, mistakes } = valuesOf(query);
  const { format = 'json', wait, ...filter } = values;
  const fixed = Object.keys(within).filter((name) => Object.hasOwn(filter, name));
  mistakes.push(
    ...fixed.map((name) => ({
      path: pointer('', name),
      text: 'expected no value: the path selects the session.',
    })),
    ...formatMistakes(format),
    ...waitMistakes(wait),
    ...(await reader.mistakes(filter, Object.keys(others))),
  );
  refuseMistakes(mistakes);
  const whole: RequestFilter = { ...filter, ...within };
  if (format === EVENTS) return events(call, whole, wait === undefined ? undefined : Number(wait));
  const write = formats[format as keyof typeof formats];
  if (wait === undefined) return write(await reader.list(whole));
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, Number(wait));
  // A wait also ends with the client and with the server.
  const ends = [signal, sessions.closed];
  for (const one of ends) one.addEventListener('abort', end);
  if (ends.some(({ aborted }) => aborted)) end();
  const next = await reader.next(whole, subscription, ending.signal).finally(() => {
    clearTimeout(timer);
    for (const one of ends) one.removeEventListener('abort', end);
  });
  return write(next === undefined ? [] : [next]);
}

/** Reads the parameters; each may come only once. */
function valuesOf({ values }: Query): { values: Record<string, unknown>; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const entries = Array.from(values, ([name, [first = '', ...more]]) => {
    if (more.length > 0) {
      const text = `expected one value, got ${more.length + 1}.`;
      mistakes.push({ path: pointer('', name), text });
    }
    const isNumber = (numericFields.includes(name) || name === 'wait') && /^\d{1,16}$/.test(first);
    return [name, isNumber ? Number(first) : first] as const;
  });
  return { values: Object.fromEntries(entries), mistakes };
}

function formatMistakes(format: unknown): readonly Mistake[] {
  const names: readonly string[] = others.format.enum;
  if (names.includes(String(format))) return [];
  const text = `expected one of ${names.join(', ')}, got ${shown(format)}.`;
  return [{ path: '/format', text }];
}

function waitMistakes(wait: unknown): readonly Mistake[] {
  if (wait === undefined || (typeof wait === 'number' && wait <= MAX_WAIT_MS)) return [];
  const text = `expected milliseconds from 0 to ${MAX_WAIT_MS}, got ${shown(wait)}.`;
  return [{ path: '/wait', text }];
}
