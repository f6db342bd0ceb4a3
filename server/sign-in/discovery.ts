import { type Answer, json, type SignInCall } from './call.ts';
import { keys } from './keys.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The names in a path that stand for the tenant of whoever signs in. */
const ANY_TENANT = ['common', 'organizations', 'consumers'];
/** The hosts of Entra in one cloud, as instance discovery lists them. */
const ALIASES = [
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
] as const;

/** The issuer of tokens. Its tenant is that of the path if it is a GUID, otherwise that of the network. */
export function issuerOf({ base, tenant, version }: SignInCall, tenantId: string): string {
  const named = GUID.test(tenant) ? tenant : tenantId;
  return `${base}/${named}/${version === 'v1' ? '' : 'v2.0'}`;
}

/** Answers the request for the OpenID configuration of a tenant. */
export async function openIdConfiguration(call: SignInCall): Promise<Answer> {
  const { base, tenant, version, session } = call;
  const [home] = (await session.context.world()).networks;
  const place = `${base}/${tenant}`;
  const oauth = `${place}/oauth2${version === 'v1' ? '' : '/v2.0'}`;
  const issuer = issuerOf(call, home.tenantId);
  return json({
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${place}/discovery/${version === 'v1' ? '' : 'v2.0/'}keys`,
    response_modes_supported: ['query', 'fragment'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256', 'plain'],
    grant_types_supported: [
      'authorization_code',
      'client_credentials',
      'password',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: ANY_TENANT.includes(tenant) ? issuer.replace(home.tenantId, '{tenantid}') : issuer,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    end_session_endpoint: `${oauth}/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'name',
      'nonce',
      'preferred_username',
      'oid',
      'tid',
    ],
    tenant_region_scope: null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
  });
}

/** Answers the request for the hosts of the cloud, with which libraries begin. */
export function instanceDiscovery({ base, query }: SignInCall): Answer {
  const asked = query.values.get('authorization_endpoint')?.[0] ?? `${base}/common/oauth2/v2.0/authorize`;
  const [, tenant = 'common'] = /^https?:\/\/[^/]+\/([^/?#]+)/.exec(asked) ?? [];
  return json({
    tenant_discovery_endpoint: `${base}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: ALIASES[0], preferred_cache: ALIASES[1], aliases: ALIASES }],
  });
}

/** Answers the request for the public keys that verify tokens. */
export async function publishedKeys(): Promise<Answer> {
  const { published } = await keys();
  return json({ keys: [published] });
}
