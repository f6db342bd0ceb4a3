/** A word of the project: what it means, and where its type or function stands. */
interface Term {
  readonly means: string;
  /** `path#name` of what is exported there. */
  readonly at: string;
}

/**
 * The words of the project, in the order of the way of a request and of a case. A test looks up every place.
 */
export const terms: Readonly<Record<string, Readonly<Record<string, Term>>>> = {
  'The service': {
    network: {
      means: 'The synthetic organisation that is exported: people, communities, messages, files.',
      at: 'generators/world.ts#createWorld',
    },
    window: {
      means: 'The time that an export covers: from `since` up to and including the second of `until`.',
      at: 'server/request/window.ts#ExportWindow',
    },
    'export plan': {
      means: 'The members that an export will hold, decided before its first byte is sent.',
      at: 'server/export/plan.ts#ExportPlan',
    },
    member: {
      means: 'One entry of the ZIP: a CSV, an attachment, `request.txt` or `log.txt`.',
      at: 'server/zip/index.ts#Member',
    },
    'error response': {
      means: 'A response that refuses a request: status, JSON body and hint.',
      at: 'server/http/error-response.ts#ErrorResponse',
    },
    profile: {
      means: 'Which page of the vendor the export follows: `current` or `legacy`.',
      at: 'schemas/index.ts#NetworkProfile',
    },
    assumption: {
      means: 'A behaviour that no public source settles, with a switch for each answer.',
      at: 'schemas/assumptions.ts#assumptionEntries',
    },
  },
  'Failures on request': {
    scenario: {
      means: 'A named list of rules that say which requests fail, and how.',
      at: 'server/scenarios/scenario.ts#Scenario',
    },
    step: {
      means: 'One thing that a scenario does to a response, at an exact place.',
      at: 'server/scenarios/scenario.ts#Step',
    },
    session: {
      means: 'A server of its own inside the server: network, clock, scenario, counters and journal.',
      at: 'server/sessions/session.ts#Session',
    },
    'time scale': {
      means: 'The number by which every wait of a scenario is divided.',
      at: 'server/sessions/context-options.ts#SessionOptions',
    },
    'rate limit': {
      means: 'The number of requests that are answered within some seconds.',
      at: 'server/sessions/rate-limiter.ts#RateLimit',
    },
    exchange: {
      means: 'A request and its response, as the journal keeps them.',
      at: 'server/journal/exchange.ts#Exchange',
    },
    journal: { means: 'The last exchanges of a session.', at: 'server/journal/journal.ts#Journal' },
  },
  'Judging a client': {
    'client description': {
      means: 'How a client is started, what it can do and what it writes: `client.json`.',
      at: 'conformance/model/client-description.ts#ClientDescription',
    },
    'client runner': {
      means:
        'The way in which runs of a client are made: a process for each run, one that stays, a function, or a person.',
      at: 'conformance/client/runner/client-runner.ts#ClientRunner',
    },
    case: {
      means: 'A situation that a client is put in: runs, and the checks on them.',
      at: 'conformance/model/case.ts#Case',
    },
    run: { means: 'One start of the client within a case.', at: 'conformance/model/case.ts#Run' },
    observation: {
      means: 'Everything that is seen of a run: exit, output, requests, files.',
      at: 'conformance/model/observation.ts#RunObservation',
    },
    sandbox: {
      means: 'The folders of one case, which the client may write to.',
      at: 'conformance/sandbox/sandbox.ts#Sandbox',
    },
    'expected export': {
      means: 'The export that the server holds for the parameters of a run.',
      at: 'conformance/model/observation.ts#ExpectedExport',
    },
    'baseline export': {
      means: 'The expected export without the scenario, where a client may keep either.',
      at: 'conformance/model/observation.ts#RunObservation',
    },
    'actual export': {
      means: 'The export that the client wrote.',
      at: 'conformance/model/observation.ts#ActualExport',
    },
    difference: {
      means: 'One way in which the actual export is not the expected one.',
      at: 'conformance/model/difference.ts#Difference',
    },
    sequence: {
      means: 'Several runs that are judged together: what all of them wrote against all that there was.',
      at: 'conformance/model/sequence.ts#SequenceObservation',
    },
    check: {
      means: 'A demand on a run, with the function that judges it.',
      at: 'conformance/checks/check.ts#Check',
    },
    'check spec': {
      means: 'A check in a case: its level, rule and parameter.',
      at: 'conformance/model/check.ts#CheckSpec',
    },
    verdict: {
      means: 'The result of a check: passed, failed, untested or unsupported.',
      at: 'conformance/model/report.ts#Verdict',
    },
    'known failure': {
      means: 'A check that is listed to fail, so that it does not fail the run.',
      at: 'conformance/known-failures/baseline.ts#BaselineEntry',
    },
    evidence: {
      means: 'Everything that is kept of a case so that it can be looked at and run again.',
      at: 'conformance/evidence/sink.ts#EvidenceSink',
    },
  },
  'Judging the kit': {
    'reference client': {
      means: 'A client that passes every check.',
      at: 'conformance/reference-client/reference-parts.ts#referenceParts',
    },
    mutant: {
      means: 'The reference client with one fault. Every check is failed by a mutant.',
      at: 'conformance/mutants/mutant.ts#Mutant',
    },
  },
};

/** The page `glossary.md`. */
export function glossaryPage(): string {
  const parts = Object.entries(terms).flatMap(([part, words]) => [
    `## ${part}`,
    '',
    '| Word | Meaning | Where |',
    '|---|---|---|',
    ...Object.entries(words).map(([word, { means, at }]) => {
      const [path = '', name = ''] = at.split('#');
      return `| ${word} | ${means} | [\`${name}\`](../${path}) |`;
    }),
    '',
  ]);
  return ['<!-- Derived from docs/glossary.ts: npm run docs. -->', '# Glossary', '', ...parts].join('\n');
}
