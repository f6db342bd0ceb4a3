/**
 * A client that signs in with openid-client: with a code and PKCE, and with a refresh token. It prints a JSON
 * list of what it saw.
 *
 * Arguments: the issuer, the address of the export, the client's id, the login hint.
 */
import * as client from 'openid-client';

const [issuer, exportUrl, clientId, loginHint] = process.argv.slice(2);
const REDIRECT = 'http://localhost:9/callback';
const scope = 'openid profile offline_access https://www.yammer.com/user_impersonation';
const seen = [];

async function step(name, act) {
  try {
    seen.push({ step: name, ...(await act()) });
  } catch (error) {
    seen.push({
      step: name,
      error: error.error ?? error.message,
      status: error.status,
      number: /AADSTS\d+/.exec(error.error_description ?? '')?.[0],
    });
  }
}

let tokens = {};
const config = await client.discovery(new URL(issuer), clientId, 'a-secret');
const exported = async () => {
  const response = await fetch(exportUrl, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  await response.arrayBuffer();
  return { status: response.status };
};

await step('sign in', async () => {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope,
    state,
    nonce,
    login_hint: loginHint,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const sent = await fetch(address, { redirect: 'manual' });
  const back = new URL(sent.headers.get('location'));
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  tokens = await client.authorizationCodeGrant(config, back, checks);
  const { iss, preferred_username: user } = tokens.claims();
  return { issuer: iss === issuer, user, expiresIn: tokens.expiresIn() };
});
await step('export', exported);
await step('export', exported);
await step('refresh', async () => {
  const before = tokens.access_token;
  tokens = await client.refreshTokenGrant(config, tokens.refresh_token);
  return { isNew: tokens.access_token !== before };
});
await step('export', exported);
console.log(JSON.stringify(seen));
