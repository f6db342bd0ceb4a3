/** A term of the project: its meaning, and the location of its type or function. */
interface Term {
  readonly means: string;
  /** `path#name` of the exported identifier. */
  readonly at: string;
}

/** The terms of the project, in the order of a request and of a case. A test verifies every location. */
export const terms: Readonly<Record<string, Readonly<Record<string, Term>>>> = {
  'The service': {
    network: {
      means: 'The synthetic organisation in the exports: people, communities, messages, files.',
      at: 'generators/world.ts#createWorld',
    },
    window: {
      means: 'The time range of an export: from `since` to the second of `until`, inclusive.',
      at: 'server/request/window.ts#ExportWindow',
    },
    'export plan': {
      means: 'The members of an export, decided before the server sends its first byte.',
      at: 'server/export/plan.ts#ExportPlan',
    },
    'export request': {
      means:
        'A job of the Files Export API: a range of files, a state that follows the clock, and links to archives.',
      at: 'server/sessions/files-jobs.ts#FilesJob',
    },
    member: {
      means: 'One entry of the ZIP: a CSV, an attachment, `request.txt` or `log.txt`.',
      at: 'server/zip/index.ts#Member',
    },
    'error response': {
      means: 'A response that rejects a request: status, JSON body and hint.',
      at: 'server/http/error-response.ts#ErrorResponse',
    },
    profile: {
      means: 'The version of the API documentation that the export follows: `current` or `legacy`.',
      at: 'schemas/index.ts#NetworkProfile',
    },
    assumption: {
      means: 'A behaviour that no public source defines, with an option to change it.',
      at: 'schemas/assumptions.ts#assumptionEntries',
    },
  },
  'Failures on request': {
    scenario: {
      means: 'A named list of rules that define which requests fail, and how.',
      at: 'server/scenarios/scenario.ts#Scenario',
    },
    step: {
      means: 'One change that a scenario makes to a response, at an exact position.',
      at: 'server/scenarios/scenario.ts#Step',
    },
    session: {
      means: 'An isolated state of the server: network, clock, scenario, counters and journal.',
      at: 'server/sessions/session.ts#Session',
    },
    login: {
      means: 'The role, scenario or session for which a sign-in gives tokens, chosen by a plain token.',
      at: 'server/sign-in/login.ts#Login',
    },
    'time scale': {
      means: 'The divisor of every wait in a scenario.',
      at: 'server/sessions/context-options.ts#SessionOptions',
    },
    'rate limit': {
      means: 'The maximum number of requests per period.',
      at: 'server/sessions/rate-limiter.ts#RateLimit',
    },
    exchange: {
      means: 'A request and its response, as the journal records them.',
      at: 'server/journal/exchange.ts#Exchange',
    },
    journal: { means: 'The last exchanges of a session.', at: 'server/journal/journal.ts#Journal' },
  },
  'Judging a client': {
    'client description': {
      means: 'The commands, abilities and output of a client: `client.json`.',
      at: 'conformance/model/client-description.ts#ClientDescription',
    },
    'client runner': {
      means:
        'The method of running a client: a process per run, one process for all runs, a function, or a person.',
      at: 'conformance/client/runner/client-runner.ts#ClientRunner',
    },
    case: {
      means: 'A test situation for a client: runs, and the checks on them.',
      at: 'conformance/model/case.ts#Case',
    },
    run: { means: 'One start of the client within a case.', at: 'conformance/model/case.ts#Run' },
    observation: {
      means: 'The recorded facts of a run: exit, output, requests, files.',
      at: 'conformance/model/observation.ts#RunObservation',
    },
    sandbox: {
      means: 'The folders of one case, writable for the client.',
      at: 'conformance/sandbox/sandbox.ts#Sandbox',
    },
    'expected export': {
      means: 'The export that the server has for the parameters of a run.',
      at: 'conformance/model/observation.ts#ExpectedExport',
    },
    'baseline export': {
      means: 'The expected export without the scenario, for cases where a client may write either.',
      at: 'conformance/model/observation.ts#RunObservation',
    },
    'actual export': {
      means: 'The export that the client wrote.',
      at: 'conformance/model/observation.ts#ActualExport',
    },
    difference: {
      means: 'One difference between the actual export and the expected export.',
      at: 'conformance/model/difference.ts#Difference',
    },
    sequence: {
      means: 'Several runs that are judged together: the sum of their exports against all data.',
      at: 'conformance/model/sequence.ts#SequenceObservation',
    },
    check: {
      means: 'A requirement for a run, with the function that judges it.',
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
      means: 'A check on the list of expected failures. It does not fail the run.',
      at: 'conformance/known-failures/baseline.ts#BaselineEntry',
    },
    evidence: {
      means: 'The stored data of a case, for inspection and for a second run.',
      at: 'conformance/evidence/sink.ts#EvidenceSink',
    },
  },
  'Judging the kit': {
    'reference client': {
      means: 'A client that passes every check.',
      at: 'conformance/reference-client/reference-parts.ts#referenceParts',
    },
    mutant: {
      means: 'The reference client with one fault. Each check has a mutant that fails it.',
      at: 'conformance/mutants/mutant.ts#Mutant',
    },
    feature: {
      means: 'An operation or an option of the API, which a client may lack.',
      at: 'conformance/model/feature.ts#Feature',
    },
    reach: {
      means: 'The part of the API that a run judged, feature by feature.',
      at: 'conformance/model/reach.ts#FeatureReach',
    },
    finding: {
      means: 'Failures with one cause: their cases, the advice, and the command that shows them again.',
      at: 'conformance/reports/findings.ts#Finding',
    },
    resemblance: {
      means: 'A mutant that fails nearly the same checks as a client.',
      at: 'conformance/fingerprints/resemblance.ts#Resemblance',
    },
  },
};

/** Returns the page `glossary.md`. */
export function glossaryPage(): string {
  const parts = Object.entries(terms).flatMap(([part, words]) => [
    `## ${part}`,
    '',
    '| Term | Meaning | Location |',
    '|---|---|---|',
    ...Object.entries(words).map(([word, { means, at }]) => {
      const [path = '', name = ''] = at.split('#');
      return `| ${word} | ${means} | [\`${name}\`](../${path}) |`;
    }),
    '',
  ]);
  return ['<!-- Derived from docs/glossary.ts: npm run docs. -->', '# Glossary', '', ...parts].join('\n');
}
