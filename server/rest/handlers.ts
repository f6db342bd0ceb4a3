import type { Resource } from '../../generators/index.ts';
import { errorResponse } from '../http/error-response.ts';
import { idNumber, jsonTime, tokenPermissions } from '../http/json.ts';
import { lastValueOf } from '../http/query.ts';
import type { RestAnswer, RestCall, RestHandler } from './call.ts';
import { allOf, idsOn, pageOf } from './lists.ts';
import { fileShape, groupShape, messageShape, networkShape, rowShape, userShape } from './shapes.ts';

/** The answer when there is no such thing. */
function missing(what: string): RestAnswer {
  return errorResponse('route_not_found', {}, `${what}: there is none, or no more; /__admin/info lists ids`);
}

/** Answers with one user. */
export const oneUser: RestHandler = (call) => user(call, call.parts[0] ?? '');
/** Answers with the user to whom the token belongs. */
export const currentUser: RestHandler = (call) => user(call, call.userId);

function user(call: RestCall, id: string): RestAnswer {
  const found = call.home.resource('users', id, call.now);
  return found === undefined || found.row.state === 'deleted'
    ? missing(`user ${id}`)
    : { json: userShape(found, call) };
}

/** Answers with a page of the active users. */
export const userList: RestHandler = async (call) => {
  const { home, now, query, signal } = call;
  const { ids } = await idsOn(home.userIds(now), pageOf(query), signal);
  return { json: usersOf(call, ids) };
};

/** Answers with the users who have a mail address: one, in a list. */
export const usersByEmail: RestHandler = (call) => {
  const email = lastValueOf(call.query, 'email') ?? '';
  const id = call.home.idByEmail(email, call.now);
  return id === undefined ? missing('email') : { json: usersOf(call, [id]) };
};

/** Answers with a page of the members of a community. */
export const members: RestHandler = async (call) => {
  const { home, now, query, signal, parts } = call;
  const [id = ''] = parts;
  if (groupOf(call, id) === undefined) return missing(`group ${id}`);
  const page = await idsOn(home.memberIds(id, now), pageOf(query), signal);
  return { json: { users: usersOf(call, page.ids), more_available: page.more } };
};

function usersOf(call: RestCall, ids: readonly string[]): readonly object[] {
  return allOf(ids, (id) => call.home.resource('users', id, call.now)).map((found) => userShape(found, call));
}

/** Answers with a page of the communities. */
export const groupList: RestHandler = async (call) => {
  const { home, now, query, signal } = call;
  const { ids } = await idsOn(home.communityIds(now), pageOf(query), signal);
  return {
    json: allOf(ids, (id) => home.resource('groups', id, now)).map((found) => groupShape(found, call)),
  };
};

/** Answers with one community. */
export const oneGroup: RestHandler = (call) => {
  const [id = ''] = call.parts;
  const found = groupOf(call, id);
  return found === undefined ? missing(`group ${id}`) : { json: groupShape(found, call) };
};

function groupOf({ home, now }: RestCall, id: string) {
  const found = home.resource('groups', id, now);
  return found?.row.deleted === true ? undefined : found;
}

/** Answers with one message. */
export const oneMessage: RestHandler = (call) => {
  const [id = ''] = call.parts;
  const found = call.home.resource('messages', id, call.now);
  const gone = found === undefined || found.row.deleted_at !== '';
  return gone ? missing(`message ${id}`) : { json: messageShape(found, call) };
};

/** Answers with the description of one file. */
export const oneFile: RestHandler = (call) => {
  const [id = ''] = call.parts;
  const found = call.home.resource('uploaded_files', id, call.now);
  const content = call.home.content(id, undefined, call.now);
  if (found === undefined || content === undefined) return missing(`file ${id}`);
  return { json: fileShape(found, call, content) };
};

/** Answers with the content of a file, or of one of its versions. */
export const fileContent: RestHandler = ({ home, now, parts: [id = '', version] }) => {
  const content = home.content(id, version, now);
  return content === undefined ? missing(`file ${id}`) : { content };
};

/** Answers with the content of the note of a community. */
export const noteContent: RestHandler = ({ home, now, parts: [id = ''] }) => {
  for (const content of home.notes(id, now)) return { content };
  return missing(`note ${id}`);
};

/** Answers with anything else that has an address in the API: its row. */
export function oneOf(kind: Resource): RestHandler {
  return (call) => {
    const [id = ''] = call.parts;
    const found = call.home.resource(kind, id, call.now);
    return found === undefined
      ? missing(`${kind} ${id}`)
      : { json: rowShape(kind.replace(/s$/, ''), found.row, call) };
  };
}

/** Answers with the networks of the user: the home network first. */
export const networks: RestHandler = (call) => ({
  json: call.world.networks.map((network) => networkShape(network, call)),
});

/** Answers with a token for each network of the user. */
export const tokens: RestHandler = ({ world, userId, token, now }) => {
  const at = jsonTime(new Date(now).toISOString());
  return {
    json: world.networks.map(({ id, permalink, name }) => ({
      user_id: idNumber(userId),
      network_id: idNumber(id),
      network_permalink: permalink,
      network_name: name,
      token,
      ...tokenPermissions,
      created_at: at,
      authorized_at: at,
      expires_at: null,
    })),
  };
};

/** Answers with a page of the network in a browser, which has no content. */
export const webPage: RestHandler = ({ world, parts: [permalink = ''] }) => {
  const network = world.networks.find((one) => one.permalink === permalink);
  if (network === undefined) return missing(`network ${permalink}`);
  return { page: `This is a page of the network ${network.name}. The mock has no pages for browsers.\n` };
};
