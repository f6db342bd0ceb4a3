import t from 'tap';
import { listedNetworkModels, listedUserModels } from '../../../schemas/index.ts';
import { asking, testContext, userOf } from '../../helpers/serve.ts';

const EXPORT = '/api/v1/export';
const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain; charset=utf-8';
const DATE = 'an ISO 8601 date such as 2020-02-09T00:00:00+00:00';

const [home] = (await testContext().world()).networks;

const models = `Supported models are ${listedNetworkModels('current').join(', ')}`;
const unsupported = (names: string) =>
  `At least one of the provided models in the input is not supported: ${names}\n${models}`;
const invalid = (name: string, expected: string, received: string) =>
  `The parameter ${name} is not valid: expected ${expected}, received ${received}`;
const noSince = `The parameter since is required: expected ${DATE}, received nothing.`;
const order = (since: string, until: string) =>
  `The parameter until is not valid: expected an instant not before since (${since}), received ${until}`;
const noNetwork = (name: string) =>
  `{"response":{"message":"The token has no access to the network ${name}.","code":403,"stat":"fail"}}`;
const networkRefusals: [
  title: string,
  query: string,
  status: number,
  type: string,
  body: string,
  hint: string,
][] = [
  ['no since', '', 400, TEXT_TYPE, noSince, `since is required: expected ${DATE}`],
  ['an empty since', '?since=', 400, TEXT_TYPE, noSince, 'since is required'],
  ['a bare since', '?since', 400, TEXT_TYPE, noSince, 'since is required'],
  ['a since of spaces', '?since=+%20', 400, TEXT_TYPE, noSince, 'since is required'],
  ['since under another name', '?Since=2024-01-01', 400, TEXT_TYPE, noSince, 'since is required'],
  [
    'a since that is a word',
    '?since=yesterday',
    400,
    TEXT_TYPE,
    invalid('since', DATE, 'yesterday'),
    'since=yesterday: words are not accepted; expected',
  ],
  [
    'a day that does not exist',
    '?since=2021-02-30',
    400,
    TEXT_TYPE,
    invalid('since', DATE, '2021-02-30'),
    'since=2021-02-30',
  ],
  [
    'Unix time',
    '?since=1719705600',
    400,
    TEXT_TYPE,
    invalid('since', DATE, '1719705600'),
    'since=1719705600: this looks like Unix time',
  ],
  ['a broken escape', '?since=%zz', 400, TEXT_TYPE, invalid('since', DATE, '%zz'), 'since=%zz'],
  ['a line break in a date', '?since=%0d%0aX:1', 400, TEXT_TYPE, invalid('since', DATE, 'X:1'), 'since=X:1'],
  [
    'an until that is a word',
    '?since=0&until=now',
    400,
    TEXT_TYPE,
    invalid('until', DATE, 'now'),
    'until=now: words are not accepted; expected',
  ],
  [
    'until before since',
    '?since=2024-02-02&until=2024-02-01',
    400,
    TEXT_TYPE,
    order('2024-02-02', '2024-02-01'),
    'until=2024-02-01 is before since=2024-02-02',
  ],
  [
    'until a millisecond before since',
    '?since=2024-02-02T00:00:00.001Z&until=2024-02-02',
    400,
    TEXT_TYPE,
    order('2024-02-02T00:00:00.001Z', '2024-02-02'),
    'until=2024-02-02 is before',
  ],
  [
    'an unknown model',
    '?since=0&model=Mesages',
    400,
    TEXT_TYPE,
    unsupported('Mesages'),
    'model=Mesages: did you mean Message?',
  ],
  [
    'unknown models among known ones',
    '?since=0&model=User&model=A&model=Group&model=B&model=A',
    400,
    TEXT_TYPE,
    unsupported('A, B'),
    'model=A: ',
  ],
  [
    'models joined by a comma',
    '?since=0&model=User,Group',
    400,
    TEXT_TYPE,
    unsupported('User,Group'),
    'model=User,Group',
  ],
  [
    'a model with odd characters',
    '?since=0&model=%F0%9F%98%80%22%3C%0A%00%7F',
    400,
    TEXT_TYPE,
    unsupported('😀"<\\u000a\\u0000\\u007f'),
    'model=??"<???: expected one of User',
  ],
  [
    'a model of the user export',
    '?since=0&model=UserProfile',
    400,
    TEXT_TYPE,
    unsupported('UserProfile'),
    'model=UserProfile',
  ],
  [
    'an unknown include',
    '?since=0&include=none',
    400,
    TEXT_TYPE,
    invalid('include', 'csv or all', 'none'),
    'include=none: expected one of csv, all',
  ],
  [
    'include_ens that is neither',
    '?since=0&include_ens=ture',
    400,
    TEXT_TYPE,
    invalid('include_ens', 'true or false', 'ture'),
    'include_ens=ture: did you mean true?',
  ],
  [
    'a network out of reach',
    '?since=0&network=1',
    403,
    JSON_TYPE,
    noNetwork('1'),
    `network=1: expected one of ${home.id}`,
  ],
  [
    'one network in reach, one out',
    `?since=0&network=${home.id}&network=x%22y`,
    403,
    JSON_TYPE,
    noNetwork('x\\"y'),
    'network=x"y',
  ],
];

t.test('the error responses of the network export are exact to the byte', async (t) => {
  const ask = asking(t);
  for (const [title, query, status, type, body, hint] of networkRefusals) {
    const answer = await ask(EXPORT + query);
    t.strictSame(
      [answer.statusCode, answer.headers['content-type'], answer.body],
      [status, type, body],
      title,
    );
    t.equal(String(answer.headers['x-engage-export-hint']).slice(0, hint.length), hint, title);
  }
});

const active = userOf('active');
const unsupportedForUser = `At least one of the provided models in the input is not supported: InvalidModel\nSupported models are ${listedUserModels().join(', ')}`;
const noBoolean = 'The parameter exclude_files is not valid: expected true or false, received 1';
const userRefusals: [
  title: string,
  path: string,
  status: number,
  type: string | undefined,
  body: string,
  hint: RegExp,
][] = [
  ['an unknown id', '1', 404, undefined, '', /no user has this id/],
  ['the largest id', '9223372036854775807', 404, undefined, '', /no user has this id/],
  ['an id beyond 64 bits', '9223372036854775808', 404, undefined, '', /64-bit/],
  ['a very long id', '1'.repeat(5000), 404, undefined, '', /64-bit|^user_id=1+\.\.\.$/],
  ['an id of nothing', '0', 404, undefined, '', /64-bit/],
  ['a negative id', '-1', 404, undefined, '', /64-bit/],
  ['a word', 'me', 404, undefined, '', /64-bit/],
  ['a number with a fraction', '1.5', 404, undefined, '', /64-bit/],
  ['a number in hex', '0x10', 404, undefined, '', /64-bit/],
  ['digits of another script', '%D9%A1', 404, undefined, '', /64-bit/],
  ['a broken escape', '%zz', 404, undefined, '', /user_id=%zz/],
  ['a broken escape and a query', '%zz?model=x', 404, undefined, '', /user_id=%zz/],
  ['a deleted user', userOf('deleted'), 404, undefined, '', /this user is deleted/],
  ['a deleted user and an unknown model', `${userOf('deleted')}?model=x`, 404, undefined, '', /deleted/],
  ['an unknown model', `${active}?model=InvalidModel`, 400, TEXT_TYPE, unsupportedForUser, /InvalidModel/],
  [
    'a model of the network export',
    `${active}?model=MessageVersion`,
    400,
    TEXT_TYPE,
    unsupportedForUser.replace('InvalidModel', 'MessageVersion'),
    /MessageVersion: expected one of Group/,
  ],
  ['exclude_files that is no boolean', `${active}?exclude_files=1`, 400, TEXT_TYPE, noBoolean, /true/],
];

t.test('the error responses of the user export are exact to the byte', async (t) => {
  const ask = asking(t);
  t.match(
    unsupportedForUser,
    /Supported models are Group, Topic, File, Message, LikedMessageHistory, BestReplyMessage, Broadcast, /,
  );
  for (const [title, path, status, type, body, hint] of userRefusals) {
    const answer = await ask(`${EXPORT}/users/${path}`);
    t.strictSame(
      [answer.statusCode, answer.headers['content-type'], answer.body],
      [status, type, body],
      title,
    );
    t.match(answer.headers['x-engage-export-hint'], hint, title);
  }
});
