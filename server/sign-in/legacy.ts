import { ADMIN, principalOf } from '../http/auth.ts';
import { idNumber, jsonTime, tokenPermissions } from '../http/json.ts';
import { lastValueOf } from '../http/query.ts';
import { personOf } from '../request/person.ts';
import type { Session } from '../sessions/index.ts';
import { type Answer, json, redirect, type SignInCall, text } from './call.ts';
import { SignInError } from './entra-errors.ts';
import { grantText, readGrant } from './grant-texts.ts';
import { loginOf } from './login.ts';
import { applyScenario } from './rules.ts';
import { isUsed } from './used.ts';

/** The contents of a code of the service's own sign-in. */
interface LegacyGrant {
  readonly login: string;
  readonly clientId: string;
}

/** Answers the dialog of the service itself: there is no page, and the person has consented. */
export async function legacyDialog(call: SignInCall): Promise<Answer> {
  const { query } = call;
  const clientId = lastValueOf(query, 'client_id');
  const redirectUri = lastValueOf(query, 'redirect_uri');
  if (clientId === undefined || redirectUri === undefined || !/^https?:\/\//i.test(redirectUri))
    return text('expected client_id, and redirect_uri with the address of the application.\n', 400);
  const state = lastValueOf(query, 'state');
  const login = loginOf(call, [lastValueOf(query, 'login_hint'), clientId]);
  const mode = lastValueOf(query, 'response_type') === 'token' ? 'fragment' : 'query';
  try {
    const inSession = { ...call, session: login.session };
    await applyScenario(inSession, login, { grant: 'authorization_code', clientId });
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    const said = { error: 'access_denied', error_description: 'the user denied your request', state };
    return { ...redirect(redirectUri, said, mode), hint: error.hint };
  }
  if (mode === 'fragment')
    return redirect(redirectUri, { access_token: tokenFor(login.token, login.session), state }, mode);
  const grant: LegacyGrant = { login: login.token, clientId };
  return redirect(redirectUri, { code: await grantText(login.session, 'code', grant), state });
}

/** Answers the exchange of a code for a token of the service itself, which does not expire. */
export async function legacyToken(call: SignInCall): Promise<Answer> {
  const { sessions, query, form } = call;
  const value = (name: string): string | undefined => lastValueOf(form, name) ?? lastValueOf(query, name);
  for (const name of ['client_id', 'client_secret', 'code'])
    if (value(name) === undefined)
      return refused(`${name}: expected it in the query, or in a form in the body`);
  const read = await readGrant<LegacyGrant>(sessions, 'code', value('code') ?? '');
  if (read === undefined || read.expired)
    return refused('code: expected one that this server issued in the last ten minutes');
  const { login, clientId } = read.grant;
  if (clientId !== value('client_id')) return refused('client_id: expected that of the request for the code');
  if (isUsed(read.session, read.id)) return refused('code: it works once');
  return json(await legacyTokenOf(read.session, login));
}

async function legacyTokenOf(session: Session, login: string) {
  const [home] = (await session.context.world()).networks;
  const now = session.clock.now();
  const person = personOf(home, principalOf(login), now);
  const at = jsonTime(new Date(now).toISOString());
  return {
    access_token: {
      ...tokenPermissions,
      token: tokenFor(login, session),
      user_id: idNumber(person.id),
      network_id: idNumber(home.id),
      network_permalink: home.permalink,
      network_name: home.name,
      created_at: at,
      authorized_at: at,
      expires_at: null,
    },
    user: {
      id: idNumber(person.id),
      full_name: person.name,
      email: person.email,
      network_id: idNumber(home.id),
    },
    network: { id: idNumber(home.id), name: home.name, permalink: home.permalink },
  };
}

/** The token of the service itself: the plain one; in a session of its own, that of the session. */
function tokenFor(login: string, session: Session): string {
  return login === ADMIN ? session.token : login;
}

function refused(hint: string): Answer {
  const error = { type: 'OAuthException', message: 'Error validating verification code.' };
  return { ...json({ error }, { status: 400 }), hint };
}
