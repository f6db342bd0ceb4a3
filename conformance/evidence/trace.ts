import { type Exchange, redactArguments } from '../../server/index.ts';
import { endOf } from '../checks/exit.ts';
import { maskOf } from '../checks/mask.ts';
import { callOf } from '../client/command.ts';
import type { RunObservation } from '../model/observation.ts';
import { statusOf, wordOf } from '../reports/check-status.ts';
import { inLine } from '../util/escape.ts';
import { shellWords } from '../util/shell.ts';
import type { SentBody } from './sent-bodies.ts';
import { bodiesOf, type CaseEvidence } from './sink.ts';

/**
 * The course of a case as text: calls, requests, responses, and the place in the body where each step
 * happened.
 */
export function traceOf(evidence: CaseEvidence): string {
  const { one, result, seen } = evidence;
  const lines = result.checks.map(
    (check) =>
      `  ${wordOf(check)} ${check.level} ${inLine(check.id)}${
        statusOf(check) === 'passed'
          ? ''
          : `\n    expected ${inLine(check.expected)}\n    seen     ${inLine(check.seen)}`
      }`,
  );
  const first = seen.runs.flatMap(({ exchanges }) => exchanges)[0];
  const began = first?.ms.start ?? 0;
  const sent = bodiesOf(evidence);
  const runs = seen.runs.map((run, index) => runTrace(evidence, { run, index, began, sent }));
  return `${[`${one.id}: ${one.title}`, ...lines, ...runs].join('\n')}\n`;
}

interface Place {
  readonly run: RunObservation;
  /** The index of the run in its case, from 0. */
  readonly index: number;
  /** The time of the first request of the case, Unix milliseconds. */
  readonly began: number;
  readonly sent: ReadonlyMap<Exchange, SentBody>;
}

function runTrace({ client, seen }: CaseEvidence, { run, index, began, sent }: Place): string {
  const masked = maskOf(run);
  const { scenario, operation, env = {} } = run.run;
  const call = callOf(client, operation, run.values);
  const named = typeof scenario === 'object' ? scenario.name : (scenario ?? 'nothing out of the ordinary');
  const all = { ...('env' in call ? call.env : {}), ...env };
  const { stdout, stderr } = run.process;
  const requests = run.exchanges.map((exchange, at) =>
    exchangeTrace({ exchange, number: at + 1, body: sent.get(exchange), began, run }),
  );
  return masked(
    [
      '',
      `run ${index + 1} of ${seen.runs.length}: ${operation}, with ${named}; the server's clock says ${new Date(run.now).toISOString()}`,
      ...('argv' in call && call.argv.length > 0
        ? [`  call     ${shellWords(redactArguments(call.argv))}`]
        : []),
      ...Object.entries(all).map(([name, value]) => `  env      ${inLine(`${name}=${value}`)}`),
      `  ended    ${endOf(run)}, after ${Math.round(run.process.ms)} ms`,
      `  printed  ${stdout.bytes} bytes on stdout, ${stderr.bytes} on stderr`,
      ...(requests.length === 0 ? ['  requests none'] : requests),
      ...run.out.map(({ path, bytes, digest }) => `  left     ${inLine(path)}, ${bytes} bytes ${digest}`),
    ].join('\n'),
  );
}

interface Shown {
  readonly exchange: Exchange;
  readonly number: number;
  readonly body: SentBody | undefined;
  readonly began: number;
  readonly run: RunObservation;
}

const endings: Readonly<Record<Exchange['ending'], string>> = {
  complete: 'the answer is over',
  aborted: 'the client left',
  cut: 'the server broke it off',
  'under-way': 'still under way',
};

function exchangeTrace({ exchange, number, body, began, run }: Shown): string {
  const { request, response, steps, bytes, ms, ending, hint, lints } = exchange;
  const headers = (mark: string, all: Exchange['request']['headers']) =>
    all.map(([name, value]) => `    ${mark} ${inLine(`${name}: ${value}`)}`);
  const wire = `${bytes.body} bytes on the wire${body === undefined ? '' : `, ${body.bytes} of them body`}`;
  const places = [
    ...membersWithin(run, exchange, body),
    ...steps.map(({ byte, text }) => ({ byte, text: `the server ${text}` })),
    { byte: body?.bytes ?? bytes.body, text: endings[ending] },
  ];
  const ordered = places.toSorted((a, b) => (a.byte ?? 0) - (b.byte ?? 0));
  return [
    `  request ${number}, +${Math.round(exchange.ms.start - began)} ms: ${inLine(`${request.method} ${request.target}`)}`,
    ...headers('>', request.headers),
    ...lints.map(({ text }) => `    ! ${inLine(text)}`),
    ...(response === null
      ? ['    no answer']
      : [`    < ${response.status} ${inLine(response.reason)}`, ...headers('<', response.headers)]),
    ...(hint === null ? [] : [`    hint: ${inLine(hint)}`]),
    `    ${wire}${body === undefined ? '' : `, SHA-256 ${body.sha256}`}, ${Math.round(ms.total ?? 0)} ms`,
    ...ordered.map(({ byte, text }) => `    ${String(byte ?? '-').padStart(10)}  ${inLine(text)}`),
  ].join('\n');
}

/** The beginnings of the members that were sent, at their places in the archive without a scenario. */
function membersWithin(
  { expectedExport }: RunObservation,
  { response, plan }: Exchange,
  body: SentBody | undefined,
): readonly { readonly byte: number; readonly text: string }[] {
  if (expectedExport === undefined || plan === null || response?.status !== 200) return [];
  return expectedExport.members
    .filter(({ from }) => from < (body?.bytes ?? 0))
    .map(({ name, from, to }) => ({ byte: from, text: `${name}, to ${to}` }));
}
