import { type Mistake, pointer } from '../../schemas/index.ts';
import type { OwnScenario, Rule, Step, When } from './scenario.ts';
import { explainStep } from './step-kinds.ts';
import { type AnswerStep, answerKinds } from './steps/answer.ts';
import { signInKinds } from './steps/sign-in.ts';

/** The steps and conditions of a scenario that can never take effect. */
export function neverHappens(scenario: OwnScenario): readonly Mistake[] {
  return scenario.rules.flatMap((rule, index) => [
    ...unreachableSteps(scenario.rules, index),
    ...neverFits(rule.when ?? {}, scenario.cycle, pointer('', 'rules', index, 'when')),
    ...onlyExports(rule, pointer('', 'rules', index, 'steps')),
  ]);
}

interface Place {
  readonly rule: number;
  readonly step: number;
}

/**
 * Steps of a rule that an answering step always precedes: every answering step precedes the export, and it
 * precedes the answer steps after it.
 */
function unreachableSteps(rules: readonly Rule[], index: number): readonly Mistake[] {
  const ends = rules.flatMap(({ when = {}, steps }, rule) => {
    const step = steps.findIndex((one) => endsRequest(one));
    const always = rule === index || Object.keys(when).length === 0;
    return always && step !== -1 ? [{ rule, step }] : [];
  });
  return (rules[index]?.steps ?? []).flatMap((step, number) => {
    const end = ends.find((one) => precedes(one, { rule: index, step: number }, step));
    const by = end && rules[end.rule]?.steps[end.step];
    if (by === undefined) return [];
    const text = `expected a step that can take effect, got one that cannot: the request ends when the server ${explainStep(by)}. Put the two steps into rules for different requests.`;
    return [{ path: pointer('', 'rules', index, 'steps', number), text }];
  });
}

function endsRequest({ do: word }: Step): boolean {
  return isAnswer(word) && answerKinds[word].endsRequest;
}

function isAnswer(word: Step['do']): word is AnswerStep['do'] {
  return Object.hasOwn(answerKinds, word);
}

function precedes(end: Place, place: Place, step: Step): boolean {
  if (end.rule === place.rule && end.step === place.step) return false;
  // Requests for tokens are other requests.
  if (Object.hasOwn(signInKinds, step.do)) return false;
  if (!isAnswer(step.do)) return true;
  return end.rule < place.rule || (end.rule === place.rule && end.step < place.step);
}

/** The properties of a condition that only requests for exports have. */
const OF_EXPORTS = ['operation', 'model', 'user', 'window'] as const satisfies readonly (keyof When)[];

/** Steps of signing in whose rule is for exports only. */
function onlyExports({ when = {}, steps }: Rule, path: string): readonly Mistake[] {
  const condition = OF_EXPORTS.find((name) => when[name] !== undefined);
  if (condition === undefined) return [];
  return steps.flatMap((step, number) => {
    if (!Object.hasOwn(signInKinds, step.do)) return [];
    const text = `expected a rule without ${condition}, got one with it: a request for a token has no ${condition}, so the server never ${explainStep(step)}.`;
    return [{ path: pointer(path, number), text }];
  });
}

function neverFits({ requests, window }: When, cycle: number | undefined, path: string): readonly Mistake[] {
  const ranges = requests?.split(',').map((range) => range.trim()) ?? [];
  const mistakes = ranges.flatMap((range) => {
    const why = whyNever(range, cycle);
    return why === undefined ? [] : [{ path: pointer(path, 'requests'), text: why }];
  });
  const { since, until } = window ?? {};
  if (since !== undefined && until !== undefined && Date.parse(until) <= Date.parse(since)) {
    const text = `expected an instant after since (${since}), got ${until}; this window is empty.`;
    mistakes.push({ path: pointer(path, 'window', 'until'), text });
  }
  return mistakes;
}

function whyNever(range: string, cycle: number | undefined): string | undefined {
  const [from = '', to = from] = range.split('-');
  if (Number(from) === 0) return `expected numbers from 1, got ${range}: the first request is number 1.`;
  if (to !== '' && Number(to) < Number(from)) {
    return `expected the smaller number first, got ${range}. Did you mean ${to}-${from}?`;
  }
  if (cycle !== undefined && Number(from) > cycle) {
    return `expected numbers up to ${cycle}, got ${range}: the numbering restarts after request ${cycle} (cycle).`;
  }
  return undefined;
}
