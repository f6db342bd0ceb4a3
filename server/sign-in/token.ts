import { createHash } from 'node:crypto';
import { lastValueOf, type Query } from '../http/query.ts';
import type { Grant as GrantName } from '../scenarios/steps/sign-in.ts';
import { type Answer, json, type SignInCall } from './call.ts';
import { SignInError } from './entra-errors.ts';
import { grantText, readGrant } from './grant-texts.ts';
import { clientLogin, type Login, personalLogin } from './login.ts';
import { applyScenario } from './rules.ts';
import { type Grant, LIFETIMES, scopesOf, signedTokens, withoutEndSlashes } from './tokens.ts';
import { isApproved, isUsed } from './used.ts';

/** The scope of a request without one: everything that the application may do. */
const DEFAULT_SCOPE = 'https://www.yammer.com/.default';

/** An authorization code, with what its exchange has to repeat. */
export interface CodeGrant extends Grant {
  readonly redirectUri: string;
  readonly challenge?: string | undefined;
  readonly challengeMethod?: string | undefined;
}

/** A request for a token that is ready to be answered. */
interface Asked {
  readonly grant: Grant;
  readonly login: Login;
}

type Reader = (call: SignInCall) => Promise<Asked>;

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** The grants, by `grant_type`. */
const grants: Readonly<Record<string, readonly [name: GrantName, read: Reader]>> = {
  authorization_code: ['authorization_code', byCode],
  refresh_token: ['refresh_token', byRefreshToken],
  [DEVICE_CODE]: ['device_code', byDeviceCode],
  device_code: ['device_code', byDeviceCode],
  client_credentials: ['client_credentials', byClient],
  password: ['password', byPassword],
};

/** Answers a request for a token. */
export async function answerToken(given: SignInCall): Promise<Answer> {
  const call = { ...given, form: withBasic(given.form, given.request.headers.authorization) };
  const type = required(call.form, 'grant_type');
  const [name, read] = (Object.hasOwn(grants, type) ? grants[type] : undefined) ?? [];
  if (name === undefined || read === undefined)
    throw new SignInError(
      'grantUnsupported',
      `grant_type=${type}: expected one of ${Object.keys(grants).join(', ')}`,
      {
        detail: type,
      },
    );
  const { grant, login } = await read(call);
  const inSession = { ...call, session: login.session };
  await applyScenario(inSession, login, { grant: name, clientId: grant.clientId });
  return tokenResponse(inSession, grant);
}

async function tokenResponse(call: SignInCall, grant: Grant): Promise<Answer> {
  const { access, id, person, tenantId } = await signedTokens(call, grant);
  const wantsInfo = lastValueOf(call.form, 'client_info') === '1' && !grant.application;
  const keeps =
    !grant.application && (call.version === 'v1' || grant.scope.split(' ').includes('offline_access'));
  const info = Buffer.from(JSON.stringify({ uid: person.objectId, utid: tenantId })).toString('base64url');
  return json({
    token_type: 'Bearer',
    scope: scopesOf(grant.scope).join(' '),
    expires_in: LIFETIMES.access,
    ext_expires_in: LIFETIMES.access,
    access_token: access,
    ...(keeps
      ? { refresh_token: await grantText(call.session, 'refresh', { ...grant, nonce: undefined }) }
      : {}),
    ...(id === undefined ? {} : { id_token: id }),
    ...(wantsInfo ? { client_info: info } : {}),
  });
}

async function byClient(call: SignInCall): Promise<Asked> {
  const { form } = call;
  const login = clientLogin(call, form);
  const clientId = required(form, 'client_id');
  requireSecret(form);
  const scope = scopeOf(call);
  const [wrong] = scopesOf(scope).filter((one) => !one.endsWith('/.default'));
  if (call.version === 'v2' && wrong !== undefined)
    throw new SignInError('scopeOfApplication', `scope=${wrong}: expected ${DEFAULT_SCOPE}`, {
      detail: wrong,
    });
  return { login, grant: { login: login.token, clientId, scope, application: true } };
}

async function byPassword(call: SignInCall): Promise<Asked> {
  const { form } = call;
  required(form, 'password');
  const login = await personalLogin(call, required(form, 'username'), [
    lastValueOf(form, 'client_secret'),
    lastValueOf(form, 'client_id'),
  ]);
  const clientId = required(form, 'client_id');
  return {
    login,
    grant: { login: login.token, userId: login.userId, clientId, scope: scopeOf(call), application: false },
  };
}

async function byCode(call: SignInCall): Promise<Asked> {
  const { form } = call;
  const text = required(form, 'code');
  const read = await readGrant<CodeGrant>(call.sessions, 'code', text);
  if (read === undefined) throw new SignInError('grantUnknown', 'code: expected one that this server issued');
  const { redirectUri, challenge, challengeMethod, ...grant } = read.grant;
  if (read.expired) throw new SignInError('codeExpired', `code: it is valid for ${LIFETIMES.code} s`);
  if (lastValueOf(form, 'redirect_uri') !== redirectUri)
    throw new SignInError('redirectWrong', 'redirect_uri: expected that of the request for the code');
  requireClient(form, grant);
  const verifier = lastValueOf(form, 'code_verifier') ?? '';
  if (challenge !== undefined && challenge !== challengeOf(verifier, challengeMethod))
    throw new SignInError('verifierWrong', 'code_verifier: expected the text behind code_challenge');
  if (isUsed(read.session, read.id)) throw new SignInError('codeUsed', 'code: it works once');
  return { grant, login: { token: grant.login, session: read.session } };
}

async function byRefreshToken(call: SignInCall): Promise<Asked> {
  const { form } = call;
  const read = await readGrant<Grant>(call.sessions, 'refresh', required(form, 'refresh_token'));
  if (read === undefined)
    throw new SignInError('grantUnknown', 'refresh_token: expected one that this server issued');
  if (read.expired)
    throw new SignInError('refreshExpired', `refresh_token: it is valid for ${LIFETIMES.refresh} s`);
  requireClient(form, read.grant);
  const scope = lastValueOf(form, 'scope') ?? read.grant.scope;
  return { grant: { ...read.grant, scope }, login: { token: read.grant.login, session: read.session } };
}

async function byDeviceCode(call: SignInCall): Promise<Asked> {
  const { form } = call;
  const text = lastValueOf(form, 'device_code') ?? required(form, 'code');
  const read = await readGrant<Grant>(call.sessions, 'device', text);
  if (read === undefined)
    throw new SignInError('grantUnknown', 'device_code: expected one that this server issued');
  if (read.expired)
    throw new SignInError('deviceExpired', `device_code: it is valid for ${LIFETIMES.device} s`);
  requireClient(form, read.grant);
  if (!isApproved(read.session, read.id))
    throw new SignInError('pending', 'nobody has to sign in: the second request gets the token');
  return { grant: read.grant, login: { token: read.grant.login, session: read.session } };
}

/** The last value of a field. */
function required(form: Query, name: string): string {
  const value = lastValueOf(form, name);
  if (value !== undefined) return value;
  throw new SignInError('parameterMissing', `${name}: expected it in a form in the body`, { detail: name });
}

function requireSecret(form: Query): void {
  const has = lastValueOf(form, 'client_secret') ?? lastValueOf(form, 'client_assertion');
  if (has === undefined) throw new SignInError('secretMissing', 'client_secret: any value will do');
}

function requireClient(form: Query, { clientId }: Grant): void {
  if (required(form, 'client_id') !== clientId)
    throw new SignInError('clientWrong', 'client_id: expected that of the first request');
}

/** The scope of a request: `resource` in the first version of the endpoint. */
export function scopeOf({ form, version }: Pick<SignInCall, 'form' | 'version'>): string {
  const resource = lastValueOf(form, 'resource');
  if (version === 'v1' && resource !== undefined) return `${withoutEndSlashes(resource)}/.default openid`;
  return lastValueOf(form, 'scope') ?? DEFAULT_SCOPE;
}

function challengeOf(verifier: string, method = 'plain'): string {
  return method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
}

/** The form with the id and the secret of a Basic header, RFC 6749 section 2.3.1. */
function withBasic(form: Query, authorization = ''): Query {
  const [, encoded] = /^basic ([\w+/=]+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return form;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':', 2);
  const values = new Map(form.values);
  values.set('client_id', [decoded(id)]);
  values.set('client_secret', [decoded(secret)]);
  return { ...form, values };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
