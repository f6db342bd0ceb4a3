/** A request by its target, its headers (`NAME: value`, except host and token), and the expected hints. */
export type Linted = readonly [
  title: string,
  request: { readonly target?: string; readonly version?: string; readonly headers?: readonly string[] },
  lints: readonly (readonly [id: string, text: RegExp])[],
];

const EXPORT = '/api/v1/export';
const GOOD = `${EXPORT}?since=2024-06-29T00:00:00Z&model=Segment`;
const USER = `${EXPORT}/users/1`;

export const linted: readonly Linted[] = [
  ['nothing to say', { target: GOOD }, []],
  ['an encoded plus', { target: `${EXPORT}?since=2024-06-29T00:00:00%2B00:00` }, []],
  ['a date only', { target: `${EXPORT}?since=2024-06-29` }, []],
  ['since the beginning', { target: `${EXPORT}?since=0` }, []],
  [
    'a raw plus',
    { target: `${EXPORT}?since=2024-06-29T00:00:00+00:00` },
    [['raw-plus', /since=2024-06-29T00:00:00\+00:00: .*%2B/]],
  ],
  [
    'a raw plus in both dates',
    { target: `${EXPORT}?since=2024-06-28T00:00:00+0000&until=2024-06-29T00:00:00+0000` },
    [
      ['raw-plus', /since=/],
      ['raw-plus', /until=/],
    ],
  ],
  [
    'times without an offset',
    { target: `${EXPORT}?since=2024-06-28T10:00:00&until=20240629T100000` },
    [
      ['no-offset', /since=2024-06-28T10:00:00: .*Z/],
      ['no-offset', /until=20240629T100000/],
    ],
  ],
  [
    'a token in the query',
    { target: `${GOOD}&access_token=verified-admin`, headers: ['no token'] },
    [['token-in-query', /Authorization/]],
  ],
  [
    'two tokens',
    { target: `${GOOD}&access_token=verified-admin` },
    [
      ['token-in-query', /access_token/],
      ['token-twice', /send only the header/],
    ],
  ],
  [
    'a parameter in other letters',
    { target: `${EXPORT}?Since=2024-06-29` },
    [['unknown-parameter', /^Since: .*use since\./]],
  ],
  [
    'a parameter of the other endpoint',
    { target: `${USER}?since=2024-06-29` },
    [['unknown-parameter', /^since: .*the user export has model, exclude_files, access_token/]],
  ],
  [
    'a parameter of a form',
    { target: `${GOOD}&format=csv&%00=1` },
    [
      ['unknown-parameter', /^format: /],
      ['unknown-parameter', /^\?: /],
    ],
  ],
  ['several models', { target: `${GOOD}&model=User` }, []],
  ['a date twice', { target: `${GOOD}&since=2024-06-28` }, [['repeated-parameter', /^since: came 2 times/]]],
  [
    'parameters without a value',
    { target: `${GOOD}&until=&include` },
    [
      ['empty-parameter', /^until: /],
      ['empty-parameter', /^include: /],
    ],
  ],
  [
    'other letters',
    { target: `${EXPORT}?since=0&model=message&model=MESSAGES&include=Csv` },
    [
      ['other-case', /^model=message: .*Message\./],
      ['other-case', /^model=MESSAGES: .*Messages\./],
      ['other-case', /^include=Csv: .*csv\./],
    ],
  ],
  ['other letters of a user export', { target: `${USER}?model=GROUP` }, [['other-case', /Group\./]]],
  ['nobody', { target: GOOD, headers: ['no agent'] }, [['no-user-agent', /name your client/]]],
  [
    'a body',
    { target: GOOD, headers: ['Content-Length: 2', '', '{}'] },
    [['body-with-get', /^GET with a body/]],
  ],
  ['an old client', { target: GOOD, version: '1.0' }, [['http-1.0', /use HTTP\/1\.1/]]],
  [
    'no export',
    { target: '/api/v1/messages.json?Since=1&since=+', headers: ['no agent'] },
    [
      ['raw-plus', /since=\+/],
      ['no-user-agent', /./],
    ],
  ],
];
