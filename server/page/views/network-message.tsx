import { instant, visible } from '../components/format.ts';
import { Body } from './network-body.tsx';
import { lined, type Place, placeLink } from './network-data.ts';
import { Upload, type UploadVersion } from './network-upload.tsx';

/** A user whom a thread names. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly job_title: string;
  readonly state: string;
}

interface Version {
  readonly created_at: string;
  readonly deleted_at: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

interface Reaction {
  readonly reaction: string;
  readonly action: 'add' | 'remove';
  readonly by_id: string;
}

/** A message of a conversation. */
export interface Message {
  readonly id: string;
  readonly replied_to_id: string;
  readonly sender_id: string;
  readonly delegate_id: string;
  readonly posted_at: string;
  readonly title: string;
  readonly body: string;
  readonly html_body: string;
  readonly poll_options: string;
  readonly poll_closes_at: string;
  readonly praise: string;
  readonly draft: boolean;
  readonly participants: readonly string[];
  readonly attachments: string;
  readonly deleted_at: string;
  readonly deleted_by_id: string;
  readonly versions: readonly Version[];
  readonly reactions: readonly Reaction[];
  readonly files: readonly UploadVersion[];
}

type People = ReadonlyMap<string, Person>;

/** One message: who wrote it, its text, and all that happened to it. */
export function MessageView({
  place,
  message,
  people,
  messages,
}: {
  readonly place: Place;
  readonly message: Message;
  readonly people: People;
  readonly messages: readonly Message[];
}) {
  const { id, sender_id, posted_at, body, html_body, deleted_at, draft, versions } = message;
  const name = nameOf(people, sender_id);
  const answered = messages.find((one) => one.id === message.replied_to_id);
  const isDeep = answered !== undefined && answered !== messages[0];
  return (
    <article
      aria-label={`Message of ${visible(name)}`}
      class={deleted_at === '' ? 'message' : 'message gone'}
    >
      <header>
        <span class="avatar" aria-hidden="true">
          {initialOf(name)}
        </span>
        <div>
          <a class="name" href={placeLink(place, ['users', sender_id])} dir="auto">
            {visible(name)}
          </a>{' '}
          <span class="quiet">{visible(people.get(sender_id)?.job_title ?? '')}</span>
          <div class="quiet small">
            <time dateTime={posted_at}>{instant(posted_at)}</time>
            {isDeep && ` · answers ${visible(nameOf(people, answered.sender_id))}`}
            {message.delegate_id !== '' && ` · sent by ${visible(nameOf(people, message.delegate_id))}`}{' '}
            {draft && <span class="tag warn">draft</span>}
          </div>
        </div>
        <a
          class="refer"
          href={placeLink(place, ['row', 'Messages', 'id', id], { since: posted_at, until: undefined })}
        >
          Row<span class="hidden"> of the message of {visible(name)}</span>
        </a>
      </header>
      {deleted_at !== '' && (
        <p class="failure">
          Deleted {instant(deleted_at)} by {visible(nameOf(people, message.deleted_by_id))}. Exports still
          hold the text.
        </p>
      )}
      <Body place={place} text={body} people={people} />
      <Extras message={message} />
      {message.files.length > 0 && <Upload versions={message.files} />}
      <Links text={message.attachments} />
      <Reactions reactions={message.reactions} people={people} />
      <Versions versions={versions} />
      {html_body !== '' && html_body !== `<p>${body}</p>` && (
        <details>
          <summary>HTML, as text</summary>
          <pre class="wrapped">{lined(html_body)}</pre>
        </details>
      )}
    </article>
  );
}

function nameOf(people: People, id: string): string {
  return people.get(id)?.name ?? id;
}

function initialOf(name: string): string {
  return [...name][0]?.toUpperCase() ?? '?';
}

/** The options of a poll, or the badge of a praise. */
function Extras({ message: { poll_options, poll_closes_at, praise } }: { readonly message: Message }) {
  return (
    <>
      {praise !== '' && <span class="tag good">praise: {visible(praise)}</span>}
      {poll_options !== '' && (
        <div class="poll">
          <ul>
            {optionsOf(poll_options).map((option) => (
              <li key={option} dir="auto">
                {visible(option)}
              </li>
            ))}
          </ul>
          <span class="quiet small">
            {poll_closes_at === '' ? 'The poll stays open.' : `The poll closes ${instant(poll_closes_at)}.`}
          </span>
        </div>
      )}
    </>
  );
}

function optionsOf(json: string): readonly string[] {
  try {
    return (JSON.parse(json) as unknown[]).map(String);
  } catch {
    return [json];
  }
}

/** The attachments that are links, as they are in the CSV; files are shown above. */
function Links({ text }: { readonly text: string }) {
  const at = text.indexOf('opengraphobject:');
  if (at < 0) return null;
  return <p class="quiet small mono link-text">{visible(text.slice(at))}</p>;
}

/** The reactions of each kind that were not removed. */
function Reactions({
  reactions,
  people,
}: {
  readonly reactions: readonly Reaction[];
  readonly people: People;
}) {
  if (reactions.length === 0) return null;
  const removed = reactions.filter(({ action }) => action === 'remove');
  const kept = reactions.filter(
    ({ action, by_id, reaction }) =>
      action === 'add' && !removed.some((one) => one.by_id === by_id && one.reaction === reaction),
  );
  const kinds = [...new Set(kept.map(({ reaction }) => reaction))];
  return (
    <ul class="reactions" aria-label="Reactions">
      {kinds.map((kind) => {
        const by = kept
          .filter(({ reaction }) => reaction === kind)
          .map(({ by_id }) => visible(nameOf(people, by_id)));
        return (
          <li key={kind} class="tag" title={by.join(', ')}>
            {kind} {by.length}
            <span class="hidden"> by {by.join(', ')}</span>
          </li>
        );
      })}
      {removed.length > 0 && <li class="quiet small">{removed.length} removed</li>}
    </ul>
  );
}

/** The versions before the latest one. */
function Versions({ versions }: { readonly versions: readonly Version[] }) {
  const edits = versions.filter(({ deleted_at }) => deleted_at === '');
  if (edits.length < 2) return null;
  return (
    <details>
      <summary>
        Changed {edits.length - 1} time{edits.length === 2 ? '' : 's'}
      </summary>
      <ol class="versions">
        {edits.map(({ created_at, title, body, draft }) => (
          <li key={created_at}>
            <span class="quiet small">
              {instant(created_at)} {draft && 'draft'}
            </span>
            <p class="body" dir="auto">
              {title !== '' && <b>{visible(title)} </b>}
              {lined(body)}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
