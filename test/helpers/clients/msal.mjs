/**
 * A client that signs in with MSAL, exports twice, gets a new token and exports again. It prints a JSON list
 * of what it saw.
 *
 * Arguments: the flow (`client` or `device`), the authority, the address of the export, the client's id, its
 * secret.
 */
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node';

const [flow, authority, exportUrl, clientId, clientSecret] = process.argv.slice(2);
const auth = { clientId, authority, knownAuthorities: [new URL(authority).host] };
const seen = [];

async function step(name, act) {
  try {
    const result = await act();
    seen.push({ step: name, ...result });
  } catch (error) {
    seen.push({
      step: name,
      error: error.errorCode ?? error.message,
      number: /AADSTS\d+/.exec(error.errorMessage ?? '')?.[0],
      suberror: error.subError || undefined,
    });
  }
}

let token;
let account;
const take = (result) => {
  const isNew = token !== result.accessToken;
  ({ accessToken: token, account } = result);
  return { isNew, type: result.tokenType, user: account?.username, cached: result.fromCache };
};
const exported = async () => {
  const response = await fetch(exportUrl, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return { status: response.status };
};

if (flow === 'client') {
  const application = new ConfidentialClientApplication({ auth: { ...auth, clientSecret } });
  const scopes = ['https://www.yammer.com/.default'];
  const acquire = (skipCache) => async () =>
    take(await application.acquireTokenByClientCredential({ scopes, skipCache }));
  await step('sign in', acquire(false));
  await step('export', exported);
  await step('export', exported);
  await step('again', acquire(true));
  await step('export', exported);
} else {
  const application = new PublicClientApplication({ auth });
  const scopes = ['https://www.yammer.com/user_impersonation'];
  await step('sign in', async () =>
    take(await application.acquireTokenByDeviceCode({ scopes, deviceCodeCallback: () => {} })),
  );
  await step('export', exported);
  await step('export', exported);
  await step('again', async () =>
    take(await application.acquireTokenSilent({ scopes, account, forceRefresh: true })),
  );
  await step('export', exported);
}
console.log(JSON.stringify(seen));
