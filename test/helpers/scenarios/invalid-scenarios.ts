import { stepKinds } from '../../../server/scenarios/index.ts';

/** A scenario with these steps. */
export function steps(...all: readonly object[]): object {
  return { name: 'mine', rules: [{ steps: all }] };
}

/** A scenario of one rule with this condition. */
function when(condition: object, more: object = {}): object {
  return { name: 'mine', ...more, rules: [{ when: condition, steps: [{ do: 'log', how: 'missing' }] }] };
}

const FIRST = '/rules/0/steps/0';
export const RESET = { do: 'hang-up', how: 'reset' };
const OVER =
  'expected a step that can take effect, got one that cannot: the request ends when the server resets the connection before any response. Put the two steps into rules for different requests.';

/** Invalid scenarios and the expected messages. */
export const wrong: readonly (readonly [
  title: string,
  value: unknown,
  ...mistakes: (readonly [path: string, text: string])[],
])[] = [
  ['no object', null, ['', 'expected an object, got null.']],
  ['nothing', undefined, ['', 'expected an object, got nothing.']],
  ['no rules', { name: 'mine' }, ['', 'expected "rules" (a list of 1 to 100), got nothing.']],
  [
    'a name with capitals',
    { ...steps({ do: 'store' }), name: 'My scenario' },
    [
      '/name',
      'expected small letters, digits and single hyphens such as reset-mid-member, at most 64 characters, got "My scenario".',
    ],
  ],
  [
    'the name of a session',
    { ...steps({ do: 'store' }), name: 'main' },
    [
      '/name',
      'expected a name that no session can have, got "main": main and 16 hexadecimal digits are reserved for sessions.',
    ],
  ],
  [
    'an unknown property',
    { ...steps({ do: 'store' }), rulse: [] },
    ['/rulse', 'expected one of name, what, cycle, per, rules, got "rulse". Did you mean "rules"?'],
  ],
  ['no steps', steps(), ['/rules/0/steps', 'expected a list of 1 to 50, got a list of 0.']],
  [
    'too many steps',
    steps(...Array(51).fill({ do: 'store' })),
    ['/rules/0/steps', 'expected a list of 1 to 50, got a list of 51.'],
  ],
  ['a step that is a word', steps('wait' as never), [FIRST, 'expected an object, got "wait".']],
  ['a step without do', steps({ ms: 1 }), [FIRST, 'expected "do" (the kind of the step), got nothing.']],
  [
    'a kind of step with a typo',
    steps({ do: 'wiat', ms: 'x' }),
    [`${FIRST}/do`, 'expected the kind of the step, got "wiat". Did you mean "wait"?'],
  ],
  [
    'an unknown kind of step',
    steps({ do: 'explode violently' }),
    [
      `${FIRST}/do`,
      `expected the kind of the step, got "explode violently". The known ones are ${Object.keys(stepKinds).join(', ')}.`,
    ],
  ],
  [
    'a property of another step',
    steps({ do: 'wait', ms: 1, mss: 2 }),
    [`${FIRST}/mss`, 'expected one of do, ms, got "mss". Did you mean "ms"?'],
  ],
  [
    'a property missing',
    steps({ do: 'wait' }),
    [FIRST, 'expected "ms" (a whole number from 0 to 600000), got nothing.'],
  ],
  [
    'a number too large',
    steps({ do: 'wait', ms: 600_001 }),
    [`${FIRST}/ms`, 'expected a whole number from 0 to 600000, got 600001.'],
  ],
  [
    'a text for a number',
    steps({ do: 'wait', ms: '5' }),
    [`${FIRST}/ms`, 'expected a whole number from 0 to 600000, got "5".'],
  ],
  [
    'a header with a line break',
    steps({ do: 'answer', status: 200, headers: { 'X-A': 'a\r\nb: c' } }),
    [`${FIRST}/headers/X-A`, 'expected printable ASCII, at most 8000 characters, got "a\\r\\nb: c".'],
  ],
  [
    'an invalid header name',
    steps({ do: 'answer', status: 200, headers: { 'a b': 'c' } }),
    [`${FIRST}/headers/a b`, 'expected the name of a header: letters, digits and hyphens, got "a b".'],
  ],
  [
    'a position of no known form',
    steps({ do: 'stall', ms: 1, at: { member: 'Messages.csv', precent: 5 } }),
    [
      `${FIRST}/at`,
      'expected an object with byte; or beforeEnd; or before; or after; or header; or member and percent; or member and row; or directory, got an object with member, precent.',
    ],
  ],
  [
    'a position beyond the end',
    steps({ do: 'stall', ms: 1, at: { member: 'Messages.csv', percent: 101 } }),
    [`${FIRST}/at/percent`, 'expected a number from 0 to 100, got 101.'],
  ],
  [
    'a CSV that does not exist',
    steps({ do: 'csv-missing', file: 'Mesages' }),
    [
      `${FIRST}/file`,
      'expected the name of a CSV without its extension, for example `Messages`, got "Mesages". Did you mean "Messages"?',
    ],
  ],
  [
    'a column that the CSV does not have',
    steps({ do: 'csv-remove-column', file: 'Messages', column: 'bodi' }),
    [`${FIRST}/column`, 'expected a column of Messages.csv, got "bodi". Did you mean "body"?'],
  ],
  [
    'a member with a typo',
    steps({ do: 'stream', until: { after: 'Mesages.csv' }, end: 'reset' }),
    [
      `${FIRST}/until/after`,
      'expected the name of a member, for example Messages.csv, got "Mesages.csv". Did you mean "Messages.csv"?',
    ],
  ],
  [
    'a member without its ending',
    steps({ do: 'wrong-crc', member: 'Messages' }),
    [
      `${FIRST}/member`,
      'expected the name of a member, for example Messages.csv, got "Messages". Did you mean "Messages.csv"?',
    ],
  ],
  [
    'a step that changes nothing',
    steps({ do: 'csv-dialect', file: 'Users' }),
    [
      FIRST,
      'expected one of header, newline, bom, quotes, encoding, got none; without one the step changes nothing.',
    ],
  ],
  [
    'a day that does not exist',
    steps({ do: 'clock', set: '2024-02-30T00:00:00Z' }),
    [`${FIRST}/set`, 'expected a date that exists, got "2024-02-30T00:00:00Z".'],
  ],
  ['a step after the end of the response', steps(RESET, { do: 'wait', ms: 1 }), ['/rules/0/steps/1', OVER]],
  ['an export that is never made', steps({ do: 'store' }, RESET), ['/rules/0/steps/0', OVER]],
  [
    'a rule after one that always answers',
    { name: 'mine', rules: [{ steps: [RESET] }, { when: { requests: '2' }, steps: [RESET] }] },
    ['/rules/1/steps/0', OVER],
  ],
  [
    'no ranges',
    when({ requests: 'first' }),
    [
      '/rules/0/when/requests',
      'expected numbers of requests such as 1, 1-2, 3- or 1-2, 5, at most 200 characters, got "first".',
    ],
  ],
  [
    'a descending range',
    when({ requests: '1, 5-3' }),
    ['/rules/0/when/requests', 'expected the smaller number first, got 5-3. Did you mean 3-5?'],
  ],
  [
    'request 0',
    when({ requests: '0' }),
    ['/rules/0/when/requests', 'expected numbers from 1, got 0: the first request is number 1.'],
  ],
  [
    'beyond the cycle',
    when({ requests: '2-4' }, { cycle: 1 }),
    [
      '/rules/0/when/requests',
      'expected numbers up to 1, got 2-4: the numbering restarts after request 1 (cycle).',
    ],
  ],
  [
    'never by chance',
    when({ percent: 0 }),
    ['/rules/0/when/percent', 'expected a whole number from 1 to 100, got 0.'],
  ],
  [
    'a model that does not exist',
    when({ model: 'Mesage' }),
    [
      '/rules/0/when/model',
      'expected the name of a model, for example Message, got "Mesage". Did you mean "Message"?',
    ],
  ],
  [
    'an empty window',
    when({ window: { since: '2024-06-30', until: '2024-06-30' } }),
    [
      '/rules/0/when/window/until',
      'expected an instant after since (2024-06-30), got 2024-06-30; this window is empty.',
    ],
  ],
  [
    'no instant',
    when({ window: { since: 'today' } }),
    [
      '/rules/0/when/window/since',
      'expected a date such as 2024-06-30 or 2024-06-30T12:00:00Z, got "today".',
    ],
  ],
  [
    'waits for days',
    steps(...Array(7).fill({ do: 'wait', ms: 600_000 })),
    ['/rules', 'expected at most 3600000 ms of waiting time in the scenario, got 4200000.'],
  ],
  [
    'too many repeated rows',
    steps(...Array(5).fill({ do: 'csv-repeat', file: 'Users', every: 1 })),
    ['/rules', 'expected at most 4 steps that repeat rows in the scenario, got 5.'],
  ],
  [
    'a bomb',
    steps(...Array(3).fill({ do: 'add-member', name: 'a', holds: 'zeros' })),
    ['/rules', 'expected at most 67108864 zero bytes in the scenario, got 100663296.'],
  ],
  [
    'a function',
    steps({ do: 'wait', ms: () => 5 }),
    ['', 'expected a value that JSON can represent, got a function (/ms).'],
  ],
  ['too many values', steps(...Array(20_001).fill(1)), ['', 'expected at most 20000 values, got more.']],
  [
    'too much text',
    { ...steps({ do: 'store' }), what: 'x'.repeat(2_000_000) },
    ['', 'expected at most 2000000 characters of JSON, got 2000062.'],
  ],
];
