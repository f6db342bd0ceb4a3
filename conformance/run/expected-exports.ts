import type { Exchange, RunningServer, RunningSession } from '../../server/index.ts';
import { askedOf, type optionsOf, withoutAttachments } from '../cases/world.ts';
import { type Answer, answersOf, endOfSecond } from '../compare/answers.ts';
import { expectedExportOf, servedExport } from '../compare/expected-export.ts';
import { createdRequests } from '../compare/files-exchanges.ts';
import { joinedServed } from '../compare/served-rows.ts';
import { servedAt } from '../compare/served-windows.ts';
import type { Case, Run } from '../model/case.ts';
import type { ClientDescription, RunValues } from '../model/client-description.ts';
import type { ExpectedExport, RunObservation } from '../model/observation.ts';

/** A run with its case, server and session. */
export interface ExpectedExportInput {
  readonly one: Case;
  readonly run: Run;
  /** The options of the server of the case. */
  readonly options: ReturnType<typeof optionsOf>;
  readonly kit: { readonly server: RunningServer; readonly client: ClientDescription };
  readonly session: RunningSession;
  /** The run before it; undefined for the first one. */
  readonly before: RunObservation | undefined;
}

type Exports = Pick<RunObservation, 'expectedExport' | 'baselineExport' | 'servedExports'>;
type Asked = ReturnType<typeof askedOf>;

/**
 * The exports that the client of a run may write, once its requests are known. They are computed while the
 * client runs: at once if window and clock are known before the run, and for a `resume` when its first
 * request is over. `after` is the last exchange before the run.
 */
export function expectedExportsOf(
  turn: ExpectedExportInput,
  values: RunValues,
  after: number,
): (exchanges: readonly Exchange[]) => Promise<Exports> {
  const { one, run, session, before } = turn;
  if (one.large === true)
    return async () => ({ expectedExport: undefined, baselineExport: undefined, servedExports: [] });
  if (run.operation === 'files') return (exchanges) => filesExportOf(turn, values, exchanges);
  const now = session.clock.now();
  const resumes = run.operation === 'resume';
  const ahead = resumes ? undefined : exportsAt(turn, now, askedOf(run, values, []));
  // The error is reported where the promise is awaited, if at all.
  for (const made of [ahead, resumes ? holdResumed(turn, values, after) : undefined]) made?.catch(() => {});
  return async (exchanges) => {
    const answers = answersOf(exchanges, now);
    const at = servedAt(exchanges) ?? session.clock.now();
    const meant = withoutAttachments(values, exchanges, turn.kit.client);
    const asked = askedOf(run, meant, exchanges);
    const exports = await (ahead !== undefined && at === now && answers.length < 2 && meant === values
      ? ahead
      : exportsAt(turn, at, asked, answers));
    const ofThisRun = await servedTo(turn, answers, { ...exports, asked, at });
    const servedExports = [...(before?.servedExports ?? []), ...ofThisRun];
    return meant === values ? { ...exports, servedExports } : { ...withoutFiles(exports), servedExports };
  };
}

/**
 * The files export by the clock at which the client created its export request: the rows and files that a
 * network export of the same window has, without those of the other models.
 */
async function filesExportOf(
  { options, session }: ExpectedExportInput,
  { since = '', until = '' }: RunValues,
  exchanges: readonly Exchange[],
): Promise<Exports> {
  const created = createdRequests(exchanges);
  const now = created.map(({ at }) => Date.parse(at)).at(-1) ?? session.clock.now();
  const exportOf = (window: readonly (readonly [string, string])[]) => {
    const query = new URLSearchParams({ model: 'File' });
    for (const [name, value] of window) query.append(name, value);
    return expectedExportOf({ ...options, now }, { query: query.toString(), userId: undefined });
  };
  const expectedExport = await exportOf([
    ['since', since],
    ['until', until],
  ]);
  // Windows may reach a little beyond the given one.
  const served = await Promise.all(created.map(({ parameters }) => exportOf(parameters ?? [])));
  const isSame = served.every((one) => one?.zipDigest === expectedExport?.zipDigest);
  const servedExports = isSame ? [] : served.filter((one) => one !== undefined);
  return { expectedExport, baselineExport: undefined, servedExports };
}

/** Computes the export of the first request of a `resume`, which `expectedExportOf` then holds. */
async function holdResumed(
  { run, kit: { client }, options, session }: ExpectedExportInput,
  values: RunValues,
  after: number,
): Promise<void> {
  if (run.truth !== undefined) return;
  const exchanges = [await session.waitForRequest({ after })];
  const now = servedAt(exchanges);
  if (now === undefined) return;
  const asked = askedOf(run, withoutAttachments(values, exchanges, client), exchanges);
  await expectedExportOf({ ...options, now }, asked);
}

/** The exports of a client that keeps only rows: a scenario may send attachments that nobody asked for. */
function withoutFiles({ expectedExport, baselineExport }: Omit<Exports, 'servedExports'>) {
  const plain = (one: ExpectedExport | undefined) => one && { ...one, attachments: new Map() };
  return { expectedExport: plain(expectedExport), baselineExport: plain(baselineExport) };
}

/** Tells whether an answer is that to the request that the run asks for, however its dates are written. */
function isAsked({ query, userId, since, until, now }: Answer, asked: Asked): boolean {
  const [got, meant] = [new URLSearchParams(query), new URLSearchParams(asked.query)];
  const others = (all: URLSearchParams) =>
    [...all]
      .filter(([name]) => name !== 'since' && name !== 'until')
      .map(String)
      .sort()
      .join('&');
  const end = meant.get('until');
  return (
    userId === asked.userId &&
    others(got) === others(meant) &&
    Object.is(since, Date.parse(meant.get('since') ?? '')) &&
    (Number.isNaN(until) || until === (end === null ? now : Math.min(endOfSecond(Date.parse(end)) - 1, now)))
  );
}

/**
 * The export in each answer: that which the run asks for as it is expected; others with the faults of the
 * scenario, if it changes rows, and without them, each row as often as one of the two holds it.
 */
async function servedTo(
  { run: { scenario, truth }, options, kit }: ExpectedExportInput,
  answers: readonly Answer[],
  {
    expectedExport,
    asked,
    at,
  }: Pick<Exports, 'expectedExport'> & { readonly asked: Asked; readonly at: number },
): Promise<readonly ExpectedExport[]> {
  const all = await Promise.all(
    answers.map(async (answer) => {
      // The export that the run asks for is computed already.
      if (answer.now === at && isAsked(answer, asked)) return expectedExport;
      const world = { ...options, now: answer.now };
      const plain = await expectedExportOf(world, answer);
      if (truth === undefined || scenario === undefined) return plain;
      const faulty = await servedExport(kit.server, world, { ...answer, scenario });
      return joinedServed([faulty, plain].filter((one) => one !== undefined));
    }),
  );
  return all.filter((one) => one !== undefined);
}

/** The baseline export at this time, the export that the scenario serves, or both. */
async function exportsAt(
  { run: { scenario, truth }, kit, options }: ExpectedExportInput,
  now: number,
  asked: Asked,
  answers: readonly Answer[] = [],
): Promise<Omit<Exports, 'servedExports'>> {
  const world = { ...options, now };
  if (truth === undefined || scenario === undefined) {
    return { expectedExport: await expectedExportOf(world, asked), baselineExport: undefined };
  }
  const requests: readonly Asked[] = answers.length < 2 ? [asked] : answers;
  const served = await Promise.all(
    requests.map((request) => servedExport(kit.server, world, { ...request, scenario })),
  );
  return {
    expectedExport: joinedServed(served.filter((one) => one !== undefined)),
    baselineExport: truth === 'served' ? undefined : await expectedExportOf(world, asked),
  };
}
