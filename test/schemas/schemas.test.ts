import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import {
  allowedValues,
  type Column,
  columnsOf,
  type ErrorCode,
  errorBody,
  errorByCode,
  errors,
  type FileKey,
  fileByKey,
  fileByName,
  filesOf,
  headerOf,
  listedNetworkModels,
  listedUserModels,
  memberNameOf,
  networkModels,
  networkProfiles,
  type Profile,
  profiles,
  type RowByKey,
  resolveNetworkModel,
  resolveUserModel,
  tables,
  userModels,
} from '../../schemas/index.ts';
import fc from '../helpers/properties.ts';

const keys = Object.keys(tables) as FileKey[];

/**
 * The content of the pages, taken from them without the tables: headers (null where a page only names a
 * file), models, allowed values.
 */
const documented = JSON.parse(
  readFileSync(new URL('../helpers/fixtures/columns.json', import.meta.url), 'utf8'),
) as Record<Profile, Record<string, string[] | null>> & {
  legacyModels: string[];
  models2018: string[];
  userModels: string[];
  values: Record<string, string[]>;
};

const messageFiles = ['Messages', 'MessageVersions', 'LikedMessageHistory', 'BestReplyMessages', 'Broadcast'];

function eachColumn(): { key: FileKey; name: string; column: Column }[] {
  return keys.flatMap((key) =>
    Object.entries<Column>(tables[key].columns).map(([name, column]) => ({ key, name, column })),
  );
}

t.test('the tables hold what the pages say', async (t) => {
  for (const profile of profiles) {
    for (const [member, header] of Object.entries(documented[profile])) {
      const key = fileByName(profile, member);
      if (key === undefined) return t.fail(`${profile} has no ${member}`);
      t.equal(memberNameOf(key, profile), member);
      if (header === null)
        t.equal(fileByKey(key).evidence, 'assumed', `${member}: no page lists its columns`);
      else t.strictSame(headerOf(key, profile), header, `header of ${member} in ${profile}`);
    }
  }
  for (const profile of networkProfiles) {
    const members = filesOf(profile).map((key) => memberNameOf(key, profile));
    t.strictSame(members, Object.keys(documented[profile]), `the files of ${profile}, in the page's order`);
  }
  const undocumented = filesOf('user').filter((key) => !(`${key}.csv` in documented.user));
  t.strictSame(undocumented, ['UserNotificationDevices', 'UserNotificationSettings']);
  t.strictSame(userModels(), documented.userModels);
  t.strictSame(networkModels('legacy').slice(0, 16), documented.legacyModels);
  t.strictSame(networkModels('2018').slice(0, 7), documented.models2018);
});

t.test('a column has exactly the documented values, wherever it occurs', async (t) => {
  for (const { key, name, column } of eachColumn()) {
    const source = messageFiles.includes(key) && name in tables.Messages.columns ? 'Messages' : key;
    t.strictSame(column.values ?? [], documented.values[`${source}.csv:${name}`] ?? [], `${key}.${name}`);
  }
});

t.test('a table is consistent', async (t) => {
  const modules = readdirSync(new URL('../../schemas/files/', import.meta.url));
  t.equal(
    modules.filter((name) => name !== 'message-columns.ts').length,
    keys.length,
    'every module is registered',
  );
  for (const key of keys) {
    t.equal(fileByKey(key).key, key, `${key} is registered under its own key`);
    t.ok(
      fileByKey(key).identity.every((name) => name in tables[key].columns),
      `identity of ${key}`,
    );
    for (const profile of profiles) {
      const names = columnsOf(key, profile).map(([name]) => name);
      t.strictSame([...new Set(headerOf(key, profile))].sort(), [...names].sort(), `${key} in ${profile}`);
      t.equal(memberNameOf(key, profile) !== undefined, filesOf(profile).includes(key));
    }
  }
  for (const { key, name, column } of eachColumn()) {
    const where = `${key}.${name}`;
    const listed = allowedValues(column);
    t.equal(
      listed.length > 0,
      column.kind === 'enum' || column.kind === 'array',
      `${where} lists values if it must`,
    );
    t.equal(new Set(listed).size, listed.length, `${where} lists each value once`);
    t.match(column.meaning, /^[^\s].*\.$/, `${where} says what it means`);
    t.ok(
      column.profiles?.some((profile) => profile in fileByKey(key).names) ?? true,
      `${where} is in some profile`,
    );
    if (column.refers === undefined) continue;
    const [, file = '', target = ''] = /^(.+)\.([a-z_]+)$/.exec(column.refers) ?? [];
    const found: Column | undefined = keys.includes(file as FileKey)
      ? fileByKey(file as FileKey).columns[target]
      : undefined;
    t.ok(found?.kind === 'id' && !found.optional, `${where} refers to an id that is always there`);
    const people = column.kind === 'text' && /participants$/.test(name);
    t.ok(column.kind === 'id' || column.kind === 'ids' || people, `${where} refers by id or as user:<id>`);
  }
});

t.test('a row type knows the values of its columns', async (t) => {
  const mode: RowByKey['AnswerVotes']['creation_mode'] = 'USER';
  const storage: RowByKey['Files']['storage_type'][] = ['SHAREPOINT', 'YAMMER'];
  const empty: RowByKey['Users']['deleted_at'] = '';
  const size: RowByKey['VivaEngageLeaders']['size'] = 3;
  // @ts-expect-error not one of the values
  const wrong: RowByKey['Users']['state'] = 'asleep';
  // @ts-expect-error never empty
  const missing: RowByKey['Users']['state'] = '';
  t.strictSame([mode, storage.length, empty, size, wrong, missing], ['USER', 2, '', 3, 'asleep', '']);
});

t.test('a model is found by each of its names in any case, and by no other name', async (t) => {
  const strange = [
    '',
    ' ',
    'Messages.csv',
    'Message ',
    'Mess',
    '__proto__',
    'constructor',
    'toString',
    'Gröup',
    '*',
  ];
  for (const profile of networkProfiles) {
    const names = new Map<string, FileKey>([['File', 'Files']]);
    for (const key of filesOf(profile)) {
      for (const name of [fileByKey(key).models.network, memberNameOf(key, profile)?.replace('.csv', '')]) {
        t.ok((names.get(name ?? '') ?? key) === key, `${name} means one file in ${profile}`);
        if (name !== undefined) names.set(name, key);
      }
    }
    for (const [name, key] of names) {
      for (const spelt of [name, name.toLowerCase(), name.toUpperCase()]) {
        t.equal(resolveNetworkModel(profile, spelt), key, `${spelt} in ${profile}`);
      }
    }
    for (const name of strange) t.equal(resolveNetworkModel(profile, name), undefined, JSON.stringify(name));
    for (const name of listedNetworkModels(profile))
      t.ok(resolveNetworkModel(profile, name), `${name} is accepted`);
  }
  t.equal(new Set(keys.map((key) => fileByKey(key).models.network ?? key)).size, keys.length);
  t.equal(resolveNetworkModel('legacy', 'Tags'), 'Tags', 'the legacy page names a model without a file');
  t.notOk(filesOf('legacy').includes('Tags'));
  t.equal(resolveNetworkModel('legacy', 'ThreadVote'), undefined, 'a model of the other profile');
  t.equal(resolveNetworkModel('current', 'UserProfile'), undefined, 'a model of the other endpoint');
  for (const name of [...documented.userModels, 'File']) {
    for (const spelt of [name, name.toLowerCase(), name.toUpperCase()]) {
      t.equal(
        fileByKey(resolveUserModel(spelt) ?? 'Users').models.user,
        name === 'File' ? 'UploadedFileVersion' : name,
      );
    }
  }
  for (const name of [...strange, 'User', 'Tags', 'MessageVersion', 'Messages'])
    t.equal(resolveUserModel(name), undefined);
});

t.test('an error body is the documented one to the byte', async (t) => {
  const bodies: [string, string][] = [
    [errorBody('token_not_found', {}), '{"response":{"message":"Token not found.","code":16,"stat":"fail"}}'],
    [
      errorBody('rate_limited', {}),
      '{"response":{"message":"Rate limited due to excessive requests.","code":33,"stat":"fail"}}',
    ],
    [errorBody('not_authorized', {}), ''],
    [errorBody('user_not_found', {}), ''],
    [
      errorBody('unsupported_model', { models: 'InvalidModel', supported: listedUserModels().join(', ') }),
      `At least one of the provided models in the input is not supported: InvalidModel\nSupported models are Group, Topic, File, Message, LikedMessageHistory, BestReplyMessage, Broadcast, ${documented.userModels.slice(7).join(', ')}, UploadedFileVersion`,
    ],
    [
      errorBody('unsupported_model', { models: '<supported>, a\nb\u2028$&\u009b', supported: 'A' }),
      'At least one of the provided models in the input is not supported: <supported>, a\\u000ab\\u2028$&\\u009b\nSupported models are A',
    ],
    [
      errorBody('network_not_accessible', { network: 'a"b\n' }),
      '{"response":{"message":"The token has no access to the network a\\"b\\n.","code":403,"stat":"fail"}}',
    ],
    [
      errorBody('parameter_invalid', { parameter: 'include', expected: 'csv or all', received: 'x' }),
      'The parameter include is not valid: expected csv or all, received x',
    ],
  ];
  for (const [body, expected] of bodies) t.equal(body, expected);
  for (const code of Object.keys(errors) as ErrorCode[]) {
    const { body, contentType } = errorByCode(code);
    t.equal(body === '', contentType === '', `${code}: a body has a type`);
    if (contentType === 'application/json') t.doesNotThrow(() => JSON.parse(body), code);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (models) => {
      t.equal(
        errorBody('unsupported_model', { models, supported: 'A' }).split(/[\n\r\u2028\u2029]/).length,
        2,
      );
      const answer = JSON.parse(errorBody('network_not_accessible', { network: models })) as object;
      t.match(answer, { response: { message: `The token has no access to the network ${models}.` } });
    }),
  );
});
