import { lastValueOf } from '../http/query.ts';
import { type Answer, json, redirect, type SignInCall, text } from './call.ts';
import { SignInError } from './entra-errors.ts';
import { grantText } from './grant-texts.ts';
import { clientLogin, personalLogin } from './login.ts';
import { applyScenario } from './rules.ts';
import type { CodeGrant } from './token.ts';
import { scopeOf } from './token.ts';
import { LIFETIMES } from './tokens.ts';

/** The seconds between two requests for the token of a device. */
const POLL_SECONDS = 1;
/** Letters of a user code; letters that look alike are left out. */
const USER_CODE = 'BCDFGHJKLMNPQRSTVWXZ';
const USER_CODE_LENGTH = 9;

/**
 * Answers the request of a browser to sign in: there is no page, and the person whom `login_hint` names has
 * consented. The browser goes back to the application with a code.
 */
export async function authorize(call: SignInCall): Promise<Answer> {
  const { query } = call;
  const redirectUri = lastValueOf(query, 'redirect_uri');
  const clientId = lastValueOf(query, 'client_id');
  const missing = clientId === undefined ? 'client_id' : 'redirect_uri';
  if (clientId === undefined || redirectUri === undefined)
    return text(`AADSTS900144: The request must contain the following parameter: '${missing}'.\n`, 400);
  if (!/^[a-z][\w+.-]*:/i.test(redirectUri) || /^(?:javascript|data|vbscript):/i.test(redirectUri))
    return text('AADSTS900971: expected redirect_uri to be an absolute address.\n', 400);
  const state = lastValueOf(query, 'state');
  const mode = lastValueOf(query, 'response_mode') === 'fragment' ? 'fragment' : 'query';
  const login = await personalLogin(call, lastValueOf(query, 'login_hint'), [clientId]);
  const inSession = { ...call, session: login.session };
  try {
    await applyScenario(inSession, login, { grant: 'authorization_code', clientId });
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    const said = error.problem === 'consentMissing' ? 'consent_required' : error.error;
    return {
      ...redirect(redirectUri, { error: said, error_description: error.description, state }, mode),
      hint: error.hint,
    };
  }
  const grant: CodeGrant = {
    login: login.token,
    userId: login.userId,
    clientId,
    scope: scopeOf({ form: query, version: call.version }),
    application: false,
    nonce: lastValueOf(query, 'nonce'),
    redirectUri,
    challenge: lastValueOf(query, 'code_challenge'),
    challengeMethod: lastValueOf(query, 'code_challenge_method'),
  };
  const code = await grantText(login.session, 'code', grant);
  return redirect(redirectUri, { code, state, session_state: login.session.id }, mode);
}

/** Answers a device that wants to sign in without a browser of its own. */
export async function deviceCode(call: SignInCall): Promise<Answer> {
  const { form, base } = call;
  const clientId = lastValueOf(form, 'client_id');
  if (clientId === undefined)
    throw new SignInError('parameterMissing', 'client_id: expected it in a form in the body', {
      detail: 'client_id',
    });
  const login = clientLogin(call, form);
  const grant = { login: login.token, clientId, scope: scopeOf(call), application: false };
  const device = await grantText(login.session, 'device', grant);
  const userCode = Array.from(
    Buffer.from(device.slice(-USER_CODE_LENGTH)),
    (byte) => USER_CODE[byte % USER_CODE.length],
  ).join('');
  const page = `${base}/common/oauth2/deviceauth`;
  return json({
    user_code: userCode,
    device_code: device,
    verification_uri: page,
    verification_url: page,
    expires_in: LIFETIMES.device,
    interval: POLL_SECONDS,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
  });
}

/** Answers a person who opens the page of the device code. */
export function devicePage(): Answer {
  return text('There is nothing to do: the mock approves the sign-in of every device.\n');
}

/** Answers a browser that signs out. */
export function logout({ query }: SignInCall): Answer {
  const uri = lastValueOf(query, 'post_logout_redirect_uri');
  return uri === undefined || !/^https?:/i.test(uri)
    ? text('Signed out.\n')
    : redirect(uri, { state: lastValueOf(query, 'state') });
}
