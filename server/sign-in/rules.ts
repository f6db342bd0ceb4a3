import { type OwnScenario, type Step, sampleOf, stepsFor } from '../scenarios/index.ts';
import { type Grant, type SignInStep, signInKinds } from '../scenarios/steps/sign-in.ts';
import { performance } from '../util/timers.ts';
import type { SignInCall } from './call.ts';
import { SignInError } from './entra-errors.ts';
import { type Login, selectionOf } from './login.ts';

/** Sets the requests for tokens of a selection apart from its requests for exports. */
const SIGN_IN = '~sign-in';

const problems = {
  'consent-missing': 'consentMissing',
  'token-expired': 'refreshExpired',
  'token-revoked': 'refreshRevoked',
} as const;

/**
 * Applies the steps of the scenario that the login selects to a request for a token.
 *
 * @throws {SignInError} when a step refuses the request, or when there is no such scenario.
 */
export async function applyScenario(
  { sessions, session, record }: SignInCall,
  login: Login,
  { grant, clientId }: { readonly grant: Grant; readonly clientId: string },
): Promise<void> {
  const selection = selectionOf(login);
  const [name = ''] = selection.split('~', 1);
  const scenario = name === '' ? session.scenario : await sessions.scenario(name, session);
  if (scenario === undefined) {
    if (name === '') return;
    throw new SignInError('secretWrong', `unknown scenario ${name}: /__admin/scenarios lists them`);
  }
  if (!concernsSignIn(scenario)) return;
  const progress = session.progress(selection + SIGN_IN);
  const early = progress.closedUntil - performance.now();
  if (early > 0) throw throttled(Math.ceil(early / 1000));
  progress.count += 1;
  const number = ((progress.count - 1) % (scenario.cycle ?? Number.POSITIVE_INFINITY)) + 1;
  record.scenario = { name: scenario.name, number };
  const steps = stepsFor(scenario.rules, {
    number,
    operation: 'sign-in',
    asksFor: () => false,
    user: undefined,
    window: undefined,
    sample: sampleOf(selection + SIGN_IN, progress.count),
  });
  for (const step of steps) {
    if (!isSignIn(step)) continue;
    if (step.do === 'throttle-sign-in') {
      record.fire(step);
      progress.closedUntil = performance.now() + step.seconds * 1000;
      throw throttled(step.seconds);
    }
    if (step.grant !== undefined && step.grant !== grant) continue;
    record.fire(step);
    throw new SignInError(problems[step.why], `the scenario ${scenario.name} refuses this sign-in`, {
      detail: clientId,
    });
  }
}

function throttled(seconds: number): SignInError {
  return new SignInError('throttled', `too many requests: retry after ${seconds} s`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

function concernsSignIn({ rules }: OwnScenario): boolean {
  return rules.some(({ steps }) => steps.some(isSignIn));
}

function isSignIn(step: Step): step is SignInStep {
  return Object.hasOwn(signInKinds, step.do);
}
