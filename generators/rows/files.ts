import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl, webUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { fileDescription, fileStem } from '../text/index.ts';
import { pathOf, type Upload } from '../uploads.ts';
import { administratorAt } from './administrators.ts';
import { departmentOf } from './positions.ts';
import { talkTopic } from './talks.ts';

type Row = RowByKey['Files'];

export function fileRow(facts: Facts, upload: Upload): Row {
  const { people, identity } = facts;
  const { community, kind, starter } = upload.message.thread;
  const hash = mix(facts.keys.files, upload.file);
  const { sender } = upload.message;
  const { theme, language } = talkTopic(facts, upload.message.thread);
  const scope = scopeOf(community?.id, kind === 'storyline' ? people.id(starter) : undefined);
  return {
    id: upload.id,
    file_id: upload.fileId,
    name: `${fileStem(hash, upload.extension, theme, language)}.${upload.extension}`,
    description: hash % 3 === 0 ? fileDescription(hash, theme, language, departmentOf(facts, sender)) : '',
    uploader_id: people.id(sender),
    uploader_type: 'User',
    group_id: community?.id ?? '',
    group_name: community?.name ?? '',
    reverted_to_id: upload.revertedTo ?? '',
    deleted_by_user_id: upload.deletedAt === undefined ? '' : people.id(deleterOf(facts, upload, hash)),
    in_private_group: community?.private ?? false,
    in_private_conversation: kind === 'private',
    file_api_url: apiUrl('uploaded_files', upload.fileId),
    download_url: webUrl(identity.permalink, `uploaded_files/${upload.fileId}/version/${upload.id}/download`),
    path: upload.stored ? pathOf(upload) : '',
    uploaded_at: instantText(upload.uploadedAt),
    deleted_at: upload.deletedAt === undefined ? '' : instantText(upload.deletedAt),
    original_network: identity.permalink,
    storage_type: upload.stored ? 'YAMMER' : 'SHAREPOINT',
    scope_id: scope.id,
    scope_type: scope.type,
  };
}

/** The user who deletes a file: as often an administrator as the user who uploaded it. */
function deleterOf(facts: Facts, { message, deletedAt = 0 }: Upload, hash: number): number {
  if (hash % 2 !== 0) return message.sender;
  return administratorAt(facts, hash >>> 1, deletedAt, message.thread.kind);
}

function scopeOf(
  community: string | undefined,
  influencer: string | undefined,
): { id: string; type: Row['scope_type'] } {
  if (influencer !== undefined) return { id: influencer, type: 'YAMMER_INFLUENCER' };
  if (community !== undefined) return { id: community, type: 'YAMMER_GROUP' };
  return { id: '', type: '' };
}

export function* files(facts: Facts, window: Window): Generator<Row> {
  for (const upload of facts.uploads.changedIn(window)) yield fileRow(facts, upload);
}

export function* filesBy(facts: Facts, user: number, now: number): Generator<Row> {
  for (const upload of facts.uploads.by(user, now)) yield fileRow(facts, upload);
}
