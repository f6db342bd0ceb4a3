import type { ComponentChildren } from 'preact';
import { visible } from '../components/format.ts';
import { lined, type Place, placeLink } from './network-data.ts';

/** The length from which a text gets a box that scrolls, characters. */
const LONG = 1500;

/** A user or a tag in a text. */
const NAMED = /\[\[user:(\d{1,20})\]\]|\[Tag:(\d{1,20}):([^\][]{1,100})\]/g;

/** A text in which users and tags are words, for a list that does not know the names. */
export function worded(text: string): string {
  return text.replace(NAMED, (_, user?: string, _tag?: string, label = '') =>
    user === undefined ? `#${label}` : '@user',
  );
}

/** The text of a message. The users and tags that it names are links and words. */
export function Body({
  place,
  text,
  people,
}: {
  readonly place: Place;
  readonly text: string;
  readonly people: ReadonlyMap<string, { readonly name: string }>;
}) {
  if (text === '') return <p class="quiet">No text.</p>;
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(NAMED)) {
    const [whole, user, , tag] = match;
    parts.push(lined(text.slice(end, match.index)));
    parts.push(
      user === undefined ? (
        <span class="named">#{visible(tag ?? '')}</span>
      ) : (
        <a class="named" href={placeLink(place, ['users', user])}>
          @{visible(people.get(user)?.name ?? user)}
        </a>
      ),
    );
    end = match.index + whole.length;
  }
  parts.push(lined(text.slice(end)));
  const isLong = text.length > LONG;
  return (
    <div
      class={isLong ? 'body long' : 'body'}
      dir="auto"
      {...(isLong && { tabIndex: 0, role: 'region', 'aria-label': 'A long text' })}
    >
      {parts}
    </div>
  );
}
