import type { Area } from './fidelity-area.ts';

/** The behaviours of signing in. */
export const signInBehaviour: Area = {
  documented: [
    'The service’s own sign-in: `/dialog/oauth` or `/oauth2/authorize` sends the browser back with a code (with `response_type=token` with the token, after `#`). `/oauth2/access_token`, with or without `.json`, exchanges it for a JSON object with `access_token`, `user` and `network`; the token itself is `access_token.token`.',
    'A token of that sign-in does not expire: `expires_at` is null.',
    'An Entra token is for the scope `https://www.yammer.com/.default` and comes from `https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token`. Every endpoint of the service accepts it.',
    'Entra: instance discovery, the OpenID configuration of a tenant, its keys, codes with PKCE, device codes, client credentials, passwords and refresh tokens, for both versions of its endpoints. Tokens are JWTs signed with RS256. Errors have the code of OAuth and the number of Entra (`AADSTS65001`).',
    'A token that has expired is answered like every other: 401 and the JSON error `Token not found.` on the network export, 401 with an empty body on the user export.',
  ],
  observed: ['MSAL for Node (client credentials, device code, refresh) and openid-client sign in unchanged.'],
  assumed: [
    [
      'fixed',
      'There is no page: whoever signs in has consented. A device is approved at its second request.',
    ],
    [
      'fixed',
      'The verified administrator signs in, unless `login_hint`, `username`, `client_secret` or `client_id` (in this order) is a plain token: `admin`, `not-admin`, `verified-admin~<scenario>`, or the token of a session. Without one, `login_hint` or `username` with the mail address of an active user signs in this user, with the role that `Admins.csv` says.',
    ],
    ['fixed', 'Any client id, secret, redirect address and tenant is accepted.'],
    ['fixed', 'A client that signs in as itself may do what the verified administrator may.'],
    [
      'fixed',
      'Access tokens are valid for an hour, codes for ten minutes, device codes for 15 minutes and refresh tokens for 90 days, to the second, by the clock of the session. A code works once.',
    ],
    [
      'fixed',
      'The audience of a token must be `https://www.yammer.com`, `https://api.yammer.com` or the id of the service’s application; another one is answered like an unknown token.',
    ],
    ['fixed', 'The tokens of the service’s own sign-in are the plain tokens of the mock.'],
    ['fixed', 'The keys exist only in the memory of the process: a signed token ends with it.'],
  ],
};

/** The behaviours of the REST API around the exports. */
export const restBehaviour: Area = {
  documented: [
    '`GET /api/v1/users/current`, `users/{id}`, `users/by_email?email=`, `users?page=`, `users/in_group/{id}?page=`, `groups?page=`, `groups/{id}`, `networks/current`, `oauth/tokens`, `messages/{id}`, `uploaded_files/{id}` and `uploaded_files/{id}/download`, each with or without `.json`.',
    'A page of users or communities has 50, or fewer with `num_per_page`; `users/in_group` says in `more_available` whether there are more. Only active users are listed.',
    'The response to a token that is missing or not accepted is 401 and the JSON error `Token not found.` with code 16.',
  ],
  observed: ['`admin` and `verified_admin` of a user are texts, `"true"` or `"false"`; ids are numbers.'],
  assumed: [
    [
      'data',
      'Ids, names, addresses, times and members are those of the exports at the clock of the session.',
    ],
    ['fixed', 'Every signed-in user may read everything, also `not-admin`.'],
    ['fixed', 'Lists are in the order of the data, not in that of the alphabet.'],
    ['fixed', 'A thing that does not exist, or that was deleted, is 404 with a JSON error.'],
    ['fixed', 'Objects have the fields that the exports have values for; there are no counters (`stats`).'],
    ['fixed', '`groups/{id}/members` is another name of `users/in_group/{id}`.'],
    ['fixed', 'A file in SharePoint is downloaded from the mock, too.'],
    [
      'fixed',
      '`topics`, `viva_topics`, `campaigns`, `notes` and `sentiments` with an id answer with the row of the export; other addresses of the network in a browser answer with a text.',
    ],
    ['fixed', 'Scenarios do not change these responses; the rate limit counts them.'],
    [
      '--links',
      'Addresses in rows and responses are those of the real service. With `--links mock` they are under the address by which the client reached the mock, so that no token leaves the machine.',
    ],
    ['fixed', 'A picture is a PNG of the size in its address, up to 2048 by 2048, and needs no token.'],
  ],
};
