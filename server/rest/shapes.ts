import type { FoundResource, Network, Row } from '../../generators/index.ts';
import { idNumber, jsonTime } from '../http/json.ts';
import type { RestCall } from './call.ts';

/** The place of a shape: its network, the time, and the base of its addresses. */
type Place = Pick<RestCall, 'home' | 'link' | 'now'>;

const WEB = 'https://www.yammer.com';
/** The size of a picture in an address that names one. */
const PICTURE = '48';

/** The text of a cell. */
function textOf(row: Row, name: string): string {
  return String(row[name] ?? '');
}

function idOf(row: Row, name: string): string | null {
  return idNumber(textOf(row, name));
}

/** A user, made of the row of `Users.csv`. */
export function userShape({ row, network }: FoundResource, { home, link, now }: Place): object {
  const [name, email] = [textOf(row, 'name'), textOf(row, 'email')];
  const [first = '', ...rest] = name.split(' ');
  const template = textOf(row, 'user_cover_image_url');
  const admins = network.id === home.id ? home.admins(now) : [];
  const roles = admins.find(({ id }) => id === textOf(row, 'id'))?.roles ?? [];
  return {
    type: 'user',
    id: idOf(row, 'id'),
    network_id: idNumber(network.id),
    state: textOf(row, 'state'),
    guid: textOf(row, 'guid'),
    job_title: textOf(row, 'job_title'),
    location: textOf(row, 'location'),
    department: textOf(row, 'department'),
    full_name: name,
    first_name: first,
    last_name: rest.join(' '),
    name: email.split('@', 1)[0],
    email,
    url: link(textOf(row, 'api_url')),
    web_url: link(`${WEB}/${network.permalink}/users/${textOf(row, 'id')}`),
    mugshot_url: link(template.replaceAll(/\{(?:width|height)\}/g, PICTURE)) || null,
    mugshot_url_template: link(template) || null,
    activated_at: jsonTime(textOf(row, 'joined_at')),
    created_at: jsonTime(textOf(row, 'created_at')),
    network_name: network.name,
    network_domains: [network.permalink],
    // The service writes these two as texts.
    verified_admin: String(roles.includes('Verified Admin')),
    admin: String(roles.includes('Admin') || roles.includes('Verified Admin')),
    contact: {
      email_addresses: [{ type: 'primary', address: email }],
      phone_numbers: [],
      im: { provider: '', username: '' },
      has_fake_email: false,
    },
  };
}

/** A community, made of the row of `Groups.csv`. */
export function groupShape({ row, network }: FoundResource, { link }: Place): object {
  const name = textOf(row, 'name');
  const template = textOf(row, 'group_custom_cover_image');
  return {
    type: 'group',
    id: idOf(row, 'id'),
    network_id: idNumber(network.id),
    name: name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''),
    full_name: name,
    description: textOf(row, 'description'),
    privacy: row.private === true ? 'private' : 'public',
    moderated: row.moderated === true,
    external: row.external === true,
    state: row.deleted === true ? 'deleted' : 'active',
    url: link(textOf(row, 'api_url')),
    web_url: link(`${WEB}/${network.permalink}/groups/${textOf(row, 'id')}`),
    cover_image_url_template: link(template) || null,
    office365_group_id: textOf(row, 'office_group_id') || null,
    creator_type: 'user',
    creator_id: idOf(row, 'created_by_id'),
    created_at: jsonTime(textOf(row, 'created_at')),
    updated_at: jsonTime(textOf(row, 'updated_at')),
  };
}

/** A message, made of the row of `Messages.csv`. */
export function messageShape({ row, network }: FoundResource, { link }: Place): object {
  const body = textOf(row, 'body');
  const id = textOf(row, 'id');
  const url = link(textOf(row, 'api_url'));
  return {
    id: idOf(row, 'id'),
    sender_id: idOf(row, 'sender_id'),
    sender_type: 'user',
    replied_to_id: idOf(row, 'replied_to_id'),
    thread_id: idOf(row, 'thread_id'),
    conversation_id: idOf(row, 'conversation_id'),
    group_id: idOf(row, 'group_id'),
    network_id: idNumber(network.id),
    created_at: jsonTime(textOf(row, 'created_at')),
    message_type: 'update',
    title: textOf(row, 'title') || null,
    body: { parsed: body, plain: body, rich: textOf(row, 'html_body') },
    content_excerpt: body,
    privacy: row.in_private_group === true || row.in_private_conversation === true ? 'private' : 'public',
    direct_message: row.in_private_conversation === true,
    system_message: false,
    client_type: row.creation_mode === 'APPLICATION' ? 'Application' : 'Web',
    url,
    web_url: link(`${WEB}/${network.permalink}/messages/${id}`),
    attachments: [],
  };
}

/** A file, made of the row of `Files.csv`; `bytes` and `mediaType` are those of its content. */
export function fileShape(
  { row, network }: FoundResource,
  { link }: Place,
  { bytes, mediaType }: { readonly bytes: number; readonly mediaType: string },
): object {
  return {
    type: 'uploaded_file',
    id: idOf(row, 'file_id'),
    network_id: idNumber(network.id),
    name: textOf(row, 'name'),
    original_name: textOf(row, 'name'),
    full_name: textOf(row, 'name'),
    description: textOf(row, 'description'),
    content_type: mediaType,
    size: bytes,
    latest_version_id: idOf(row, 'id'),
    owner_id: idOf(row, 'uploader_id'),
    owner_type: 'user',
    group_id: idOf(row, 'group_id'),
    storage_type: textOf(row, 'storage_type'),
    url: link(textOf(row, 'file_api_url')),
    download_url: link(`${textOf(row, 'file_api_url')}/download`),
    created_at: jsonTime(textOf(row, 'uploaded_at')),
  };
}

/** A network, made of the row of `Networks.csv`. */
export function networkShape(network: Network, { home, link, now }: Place): object {
  const [row = {}] = network.rows('Networks', { from: now, to: now + 1, now });
  return {
    type: 'network',
    id: idNumber(network.id),
    name: network.name,
    permalink: network.permalink,
    email: '',
    web_url: link(`${WEB}/${network.permalink}`),
    paid: row.paid === true,
    moderated: row.moderated === true,
    community: network !== home,
    is_primary: network === home,
    is_freemium: false,
    created_at: jsonTime(textOf(row, 'created_at')),
  };
}

/** The names of columns that are no ids, although they end like one. */
const NO_ID = /guid$|^office_/;

/** Anything else: its row, with ids as numbers and addresses under the base. */
export function rowShape(type: string, row: Row, { link }: Place): object {
  const cells = Object.entries(row).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value];
    if (/(?:^|_)id$/.test(name) && !NO_ID.test(name) && /^\d*$/.test(value)) return [name, idNumber(value)];
    return [name, link(value)];
  });
  return { type, ...Object.fromEntries(cells) };
}
