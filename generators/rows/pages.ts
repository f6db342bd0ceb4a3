import type { RowByKey } from '../../schemas/index.ts';
import { apiUrl, webUrl } from '../addresses.ts';
import type { Community } from '../communities.ts';
import type { Attachment, Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { communityDescription } from '../text/index.ts';

/** The notes of 2018: every community has one, published and deleted together with it. */
export function* pages(facts: Facts, window: Window): Generator<RowByKey['Pages']> {
  const { people, identity } = facts;
  for (const community of createdIn(facts, window)) {
    const { id, name, createdAt, endsAt } = community;
    // The note of the community that the network began with is by the first user.
    const creator = people.id(community.founder ?? people.lasting(0));
    const deleted = endsAt <= window.now;
    yield {
      id,
      page_id: id,
      creator_user_id: creator,
      published_by_user_id: creator,
      collaborator_user_ids: creator,
      name,
      group_id: id,
      group_name: name,
      reverted_to_id: '',
      deleted_by_id: deleted ? creator : '',
      deleted_by_type: deleted ? 'User' : '',
      in_private_group: community.private,
      page_api_url: apiUrl('notes', id),
      download_url: webUrl(identity.permalink, `notes/${id}/download`),
      path: pathOf(community),
      published_at: instantText(createdAt),
      deleted_at: deleted ? instantText(endsAt) : '',
    };
  }
}

/** The contents of the notes whose row is in the window, in the order of the rows. */
export function* pageContents(facts: Facts, window: Window): Generator<Attachment> {
  for (const community of createdIn(facts, window)) {
    const { name, topic } = community;
    const text = communityDescription(topic, mix(facts.keys.communities, community.index));
    const html = `<!DOCTYPE html>\n<title>${escaped(name)}</title>\n<h1>${escaped(name)}</h1>\n<p>${escaped(text)}</p>\n`;
    yield {
      path: pathOf(community),
      uploadedAt: community.createdAt,
      content: () => [Buffer.from(html)],
    };
  }
}

function* createdIn({ communities }: Facts, window: Window): Generator<Community> {
  for (const { member } of communities.population.changedIn({ ...window, things: 'touched' })) {
    const community = communities.get(member);
    if (community.createdAt >= window.from && community.createdAt < window.to) yield community;
  }
}

function pathOf({ id }: Community): string {
  return `pages/${id}.html`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
