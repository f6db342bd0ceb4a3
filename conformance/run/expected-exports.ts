import type { Exchange, RunningServer, RunningSession } from '../../server/index.ts';
import { askedOf, type optionsOf, withoutAttachments } from '../cases/world.ts';
import { type Answer, answersOf } from '../compare/answers.ts';
import { expectedExportOf, servedExport } from '../compare/expected-export.ts';
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
 * client runs if window and clock are known before the run, which they are not for a `resume`.
 */
export function expectedExportsOf(
  turn: ExpectedExportInput,
  values: RunValues,
): (exchanges: readonly Exchange[]) => Promise<Exports> {
  const { one, run, session, before } = turn;
  if (one.large === true)
    return async () => ({ expectedExport: undefined, baselineExport: undefined, servedExports: [] });
  const now = session.clock.now();
  const ahead = run.operation === 'resume' ? undefined : exportsAt(turn, now, askedOf(run, values, []));
  // The error is reported where the promise is awaited, if at all.
  ahead?.catch(() => {});
  return async (exchanges) => {
    const answers = answersOf(exchanges, now);
    const at = servedAt(exchanges) ?? session.clock.now();
    const meant = withoutAttachments(values, exchanges, turn.kit.client);
    const asked = askedOf(run, meant, exchanges);
    const exports = await (ahead !== undefined && at === now && answers.length < 2 && meant === values
      ? ahead
      : exportsAt(turn, at, asked, answers));
    const plainly = answers.length < 2 && before === undefined && isAsked(answers[0], asked);
    const servedExports = plainly
      ? []
      : [...(before?.servedExports ?? []), ...(await servedTo(turn, answers, exports))];
    return meant === values ? { ...exports, servedExports } : { ...withoutFiles(exports), servedExports };
  };
}

/** The exports of a client that keeps only rows: a scenario may send attachments that nobody asked for. */
function withoutFiles({ expectedExport, baselineExport }: Omit<Exports, 'servedExports'>) {
  const plain = (one: ExpectedExport | undefined) => one && { ...one, attachments: new Map() };
  return { expectedExport: plain(expectedExport), baselineExport: plain(baselineExport) };
}

/** Whether the only answer is that to the request that the run asks for. */
function isAsked(answer: Answer | undefined, { query, userId }: Asked): boolean {
  if (answer === undefined) return true;
  const sorted = (text: string) => [...new URLSearchParams(text)].map(String).sort().join('&');
  return answer.userId === userId && sorted(answer.query) === sorted(query);
}

/** The export in each answer, without the faults of the scenario and, if it changes rows, with them. */
async function servedTo(
  { run, options }: ExpectedExportInput,
  answers: readonly Answer[],
  { expectedExport }: Pick<Exports, 'expectedExport'>,
): Promise<readonly ExpectedExport[]> {
  const all = await Promise.all(
    answers.map((answer) => expectedExportOf({ ...options, now: answer.now }, answer)),
  );
  const changed = run.truth === undefined ? [] : [expectedExport];
  return [...all, ...changed].filter((one) => one !== undefined);
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
