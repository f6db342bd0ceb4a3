import type { OwnScenario, Rule, When } from './scenario.ts';
import { explainStep } from './step-kinds.ts';

/** The explanation of a scenario: one sentence per rule. */
export function explainScenario({ rules, cycle, per }: OwnScenario): readonly string[] {
  return rules.map((rule) => explainRule(rule, cycle, per));
}

/** The explanation of a rule in one sentence: `On request 1: waits 300 ms; then resets the connection.` */
export function explainRule({ when, steps }: Rule, cycle?: number, per?: OwnScenario['per']): string {
  const ofToken = per === 'token' && when?.requests !== undefined ? ' of a token' : '';
  return `${explainWhen(when, cycle, ofToken)}: ${steps.map(explainStep).join('; then ')}.`;
}

const operations = {
  network: 'for the network',
  user: 'for a user',
  files: 'in the Files Export API',
} as const;

/** The condition of a rule: `On requests 1-2 of every 3, for a user`. `cycle` is the scenario's. */
export function explainWhen(when: When = {}, cycle?: number, ofToken = ''): string {
  const { requests, operation, user, model, window, percent } = when;
  const conditions = [
    operation === undefined ? undefined : operations[operation],
    user === undefined ? undefined : `for the user ${user}`,
    model === undefined ? undefined : `with the model ${model}`,
    window === undefined ? undefined : inWindow(window),
    percent === undefined ? undefined : `for ${percent} % of the requests`,
  ];
  return [numbers(requests, cycle) + ofToken, ...conditions.filter((text) => text !== undefined)].join(', ');
}

function numbers(requests: string | undefined, cycle: number | undefined): string {
  if (requests === undefined) return 'On every request';
  const ranges = requests.split(',').map((range) => range.trim());
  const every = cycle === undefined ? '' : ` of every ${cycle}`;
  const [first = ''] = ranges;
  if (ranges.length === 1 && first.endsWith('-')) return `From request ${first.slice(0, -1)}${every}`;
  const texts = ranges.map((range) => range.replace(/^(\d+)-$/, '$1 and later'));
  const plural = ranges.length > 1 || first.includes('-') ? 's' : '';
  return `On request${plural} ${texts.join(', ')}${every}`;
}

function inWindow({ since, until }: NonNullable<When['window']>): string | undefined {
  if (since === undefined)
    return until === undefined ? undefined : `with a window that starts before ${until}`;
  if (until === undefined) return `with a window that ends at ${since} or later`;
  return `with a window that overlaps ${since} to ${until}`;
}
