import type { Window } from '../../../generators/index.ts';
import { curlLine } from '../../../schemas/curl-line.ts';
import { DAY_MS } from '../../../schemas/durations.ts';
import { type FileKey, fileByKey } from '../../../schemas/index.ts';
import { openUserExport } from '../../export/open-plan.ts';
import { type ExportPlan, planNetworkExport } from '../../export/plan.ts';
import { ADMIN, verifiedAdmin } from '../../http/auth.ts';
import { ErrorResponse } from '../../http/error-response.ts';
import { lastValueOf, parseQuery } from '../../http/query.ts';
import { type NetworkRequest, readNetworkRequest } from '../../request/parameters.ts';
import { sessionUrl } from '../../sessions/index.ts';
import { type Call, ControlError, type Handler } from '../call.ts';
import { type DataCall, dataCall, LookLimit, MOST_MS, numberOf, type Pace, refuseUnknown } from './asked.ts';

/** The number of rows of a file up to which they are counted, in a window and in the export of a user. */
const COUNTED = 2_000;
const COUNTED_OF_USER = 10_000;
export const MOST_COUNTED = 1_000_000;
/** A larger number of events is estimated from this many short parts of the window. */
const SAMPLES = 16;
/** The number of rows in the parts together, at which the parts are long enough. */
const ENOUGH = 240;
/** The number of messages in the first, shortest parts together; the next ones are as many times longer. */
const MESSAGES_FIRST = 500;
const LONGER = 8;
/** The place of a part in its slot: another one for each, so that no time of a day or a week is preferred. */
const GOLDEN = 0.618_033_988_75;

/** A number of rows or members. */
interface Counted {
  readonly rows: number;
  /** `at-least` when the counting ended at its limit or its time. */
  readonly counted: 'exact' | 'estimate' | 'at-least';
}

/** Counts what an export of the network holds. The query is that of the export, and `limit`. */
export const countWindow: Handler = async (call) => {
  const { query, limit } = exportQuery(call, COUNTED, [
    'since',
    'until',
    'model',
    'include',
    'include_ens',
    'network',
  ]);
  const data = await dataCall(call);
  const { context } = data.session;
  const assumptions = await context.assumptions();
  const { profile, untilAtMidnight = false } = context;
  const parsed = parseQuery(query);
  const reading = { world: data.world, profile, now: data.now, assumptions, untilAtMidnight };
  const request = readNetworkRequest(parsed, reading);
  if (request instanceof ErrorResponse) throw new ControlError(400, request.hint);
  const planOf = (window: Window): ExportPlan =>
    planNetworkExport(
      { ...request, window },
      { world: data.world, profile, query: parsed, assumptions, base: undefined },
    );
  const plan = planOf(request.window);
  const counts = await countsOf(plan, {
    limit,
    pace: data.pace,
    estimate: estimateOf(request, planOf, data),
  });
  return { status: 200, body: exportJson(call, data, { plan, counts, path: `/api/v1/export?${query}` }) };
};

/** Counts what the export of a user holds. The query is that of the export, and `limit`. */
export const countUserExport: Handler = async (call) => {
  const { query, limit } = exportQuery(call, COUNTED_OF_USER, ['model', 'exclude_files']);
  const data = await dataCall(call);
  const userId = call.params.user ?? '';
  const plan = await openUserExport(data.session.context, verifiedAdmin, {
    userId,
    query: parseQuery(query),
  });
  if (plan instanceof ErrorResponse) throw new ControlError(plan.status === 404 ? 404 : 400, plan.hint);
  const counts = await countsOf(plan, { limit, pace: data.pace });
  const path = `/api/v1/export/users/${userId}${query === '' ? '' : `?${query}`}`;
  return { status: 200, body: exportJson(call, data, { plan, counts, path }) };
};

/** The query of the export, without the parameter of the count. `known` are the parameters of the export. */
function exportQuery(call: Call, usual: number, known: readonly string[]) {
  const { query } = call;
  refuseUnknown(call, [...known, 'limit']);
  const parts = query.raw.split('&').filter((part) => part !== '' && !/^limit(?:=|$)/.test(part));
  const given = lastValueOf(query, 'limit');
  const rows = numberOf('limit', given, usual, MOST_COUNTED);
  // Who asks for a number gets it, however long it takes.
  const limit: CountLimit = { rows, ms: given === undefined ? MOST_MS : Number.POSITIVE_INFINITY };
  return { query: parts.join('&'), limit };
}

interface Counts {
  readonly files: readonly (Counted & { readonly member: string; readonly key: FileKey })[];
  readonly attachments: Counted;
}

interface CountLimit {
  readonly rows: number;
  /** Milliseconds for one file. */
  readonly ms: number;
}

interface Counting {
  readonly limit: CountLimit;
  readonly pace: Pace;
  /** Estimates the rows of one member; undefined where no estimate is possible. */
  readonly estimate?: (member: string, key: FileKey) => Promise<number | undefined>;
}

async function countsOf(plan: ExportPlan, { limit, pace, estimate }: Counting): Promise<Counts> {
  const files = [];
  for (const { member, key, rows } of plan.csvs) {
    const count = await countUpTo(rows(), limit, pace);
    const more = count.counted === 'exact' ? undefined : await estimate?.(member, key);
    const better =
      more === undefined || more < count.rows ? count : { rows: more, counted: 'estimate' as const };
    files.push({ member, key, ...better });
  }
  let attachments: Counted = { rows: 0, counted: 'exact' };
  for (const { attachments: of } of plan.attachments) {
    const { rows, counted } = await countUpTo(of(), limit, pace);
    attachments = {
      rows: attachments.rows + rows,
      counted: counted === 'exact' ? attachments.counted : counted,
    };
  }
  return { files, attachments };
}

async function countUpTo(items: Iterable<unknown>, most: CountLimit, pace: Pace): Promise<Counted> {
  const limit = new LookLimit(most.rows, most.ms);
  for (const _ of items) {
    await pace.step();
    if (!limit.next()) return { rows: limit.rows, counted: 'at-least' };
  }
  return { rows: limit.rows, counted: 'exact' };
}

/**
 * Estimates the events of a large window from short parts of it. A thing that changes in several parts would
 * count several times, so files of things are not estimated.
 */
function estimateOf(
  { window }: NetworkRequest,
  planOf: (window: Window) => ExportPlan,
  { pace, world }: DataCall,
): NonNullable<Counting['estimate']> {
  const span = window.to - window.from;
  const shortest = (MESSAGES_FIRST * DAY_MS) / world.options.messagesPerDay / SAMPLES;
  return async (member, key) => {
    if (!['events', 'latest'].includes(fileByKey(key).window)) return undefined;
    for (let length = Math.ceil(shortest); length * SAMPLES < span; length *= LONGER) {
      const rows = await rowsInParts(member, partsOf(window, length), { planOf, pace });
      if (rows >= ENOUGH) return twoDigits((rows * span) / (length * SAMPLES));
    }
    return undefined;
  };
}

/** Short parts of a window, one in each of its slots. */
function partsOf(window: Window, length: number): readonly Window[] {
  const slot = (window.to - window.from - length) / SAMPLES;
  return Array.from({ length: SAMPLES }, (_, number) => {
    const from = window.from + Math.floor((number + ((number * GOLDEN) % 1)) * slot);
    return { ...window, from, to: from + length };
  });
}

async function rowsInParts(
  member: string,
  parts: readonly Window[],
  { planOf, pace }: { readonly planOf: (window: Window) => ExportPlan; readonly pace: Pace },
): Promise<number> {
  let rows = 0;
  for (const part of parts) {
    const csv = planOf(part).csvs.find((each) => each.member === member);
    rows += (await countUpTo(csv?.rows() ?? [], { rows: MOST_COUNTED, ms: MOST_MS }, pace)).rows;
  }
  return rows;
}

/** Rounds to two digits: an estimate is not better than that. */
function twoDigits(number: number): number {
  return Number(number.toPrecision(2));
}

function exportJson(
  { url, sessions }: Call,
  { session }: DataCall,
  { plan, counts, path }: { readonly plan: ExportPlan; readonly counts: Counts; readonly path: string },
): object {
  const base = sessionUrl(session.id, url, sessions.live(session.id)?.closedPort);
  return {
    parameters: plan.parameters.map(([name, value]) => ({ name, value })),
    url: base + path,
    curl: curlLine({ token: ADMIN, url: base + path, output: 'export.zip' }),
    ...counts,
  };
}
