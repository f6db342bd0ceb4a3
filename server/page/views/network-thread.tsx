import { useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { instant, visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { dataPath, type Place, placeLink } from './network-data.ts';
import { type Message, MessageView, type Person } from './network-message.tsx';

interface Thread {
  readonly id: string;
  readonly kind: string;
  readonly started_at: string;
  readonly network: { readonly id: string; readonly permalink: string };
  readonly group_id: string;
  readonly group_name: string;
  readonly messages: readonly Message[];
  readonly more: number;
  readonly people: readonly Person[];
}

/** One thread, read as a conversation. */
export function Conversation({ place, id }: { readonly place: Place; readonly id: string }) {
  const network = place.route.query.get('network');
  const { value: thread, error } = useApi<Thread>(
    dataPath(`/threads/${encodeURIComponent(id)}`, { network }),
  );
  if (thread === undefined) return error ? <Failure error={error} /> : <Loading word="Reading …" />;
  const people = new Map(thread.people.map((person) => [person.id, person]));
  const home = network === null ? place.data.networks[0]?.id : undefined;
  const [first] = thread.messages;
  return (
    <>
      <header class="thread-head">
        <h2 dir="auto">{visible(first?.title || titleOf(thread, people))}</h2>
        <p class="row">
          <span class="tag">{thread.kind}</span>
          {thread.group_id !== '' && (
            <a href={placeLink(place, ['threads'], { community: thread.group_id })} dir="auto">
              {visible(thread.group_name)}
            </a>
          )}
          {home !== undefined && thread.network.id !== home && (
            <span class="tag warn">in {visible(thread.network.permalink)}</span>
          )}
          <time dateTime={thread.started_at} class="quiet">
            {instant(thread.started_at)} UTC
          </time>
          <a
            href={placeLink(place, ['row', 'Messages', 'id', id], {
              since: thread.started_at,
              until: undefined,
            })}
          >
            All rows that refer to it
          </a>
        </p>
        {first !== undefined && first.participants.length > 0 && (
          <p class="quiet">
            Between {first.participants.map((one) => visible(people.get(one)?.name ?? one)).join(', ')}
          </p>
        )}
      </header>
      <ol class="messages">
        {thread.messages.map((message) => (
          <li key={message.id} class={depthOf(message, thread.id)}>
            <MessageView place={place} message={message} people={people} messages={thread.messages} />
          </li>
        ))}
      </ol>
      {thread.more > 0 && <p class="quiet">{thread.more} more messages are not shown.</p>}
    </>
  );
}

function titleOf({ messages }: Thread, people: ReadonlyMap<string, Person>): string {
  const sender = messages[0]?.sender_id ?? '';
  return `Thread of ${people.get(sender)?.name ?? sender}`;
}

/** The first message, an answer to it, or an answer to an answer. */
function depthOf({ replied_to_id }: Message, thread: string): string {
  if (replied_to_id === '') return 'first';
  return replied_to_id === thread ? 'answer' : 'answer deeper';
}
