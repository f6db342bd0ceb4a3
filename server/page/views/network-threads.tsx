import { useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { instant, visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { worded } from './network-body.tsx';
import { dataPath, lined, type Place, placeLink } from './network-data.ts';
import { Conversation } from './network-thread.tsx';

interface ThreadSummary {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly excerpt: string;
  readonly sender_name: string;
  readonly group_id: string;
  readonly group_name: string;
  readonly messages: number;
  readonly started_at: string;
  readonly deleted: boolean;
  readonly draft: boolean;
}

interface ThreadList {
  readonly threads: readonly ThreadSummary[];
  readonly next: string | null;
}

const FILTERS = ['community', 'user', 'before'] as const;

/** The threads, the newest first, and one of them as a conversation. */
export function Threads(place: Place) {
  const { rest, query } = place.route;
  const id = rest[1];
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? undefined]));
  const path = dataPath('/threads', { ...filters, network: query.get('network') });
  const { value, error } = useApi<ThreadList>(path);
  const to = (more: Readonly<Record<string, string | undefined>>): string =>
    placeLink(place, ['threads'], { ...filters, ...more });
  const shown = id ?? value?.threads[0]?.id;
  return (
    <div class={`threads ${id === undefined ? 'unselected' : ''}`}>
      <section class="thread-list" aria-label="Threads">
        <Filters place={place} to={to} />
        <Failure error={error} />
        {value === undefined && error === undefined && <Loading word="Looking …" />}
        {value?.threads.length === 0 && <p class="quiet">No thread here.</p>}
        <ul>
          {value?.threads.map((thread) => (
            <li key={thread.id}>
              <a
                href={placeLink(place, ['threads', thread.id], filters)}
                {...(thread.id === shown && { 'aria-current': 'true' as const })}
              >
                <Summary thread={thread} />
              </a>
            </li>
          ))}
        </ul>
        <nav aria-label="Pages of threads" class="row pages">
          {filters.before !== undefined && <a href={to({ before: undefined })}>Newest threads</a>}
          {value?.next != null && <a href={to({ before: value.next })}>Older threads</a>}
        </nav>
      </section>
      <section class="conversation" aria-label="Conversation">
        {id !== undefined && (
          <a class="back" href={to({})}>
            ← All threads
          </a>
        )}
        {shown !== undefined && <Conversation key={shown} place={place} id={shown} />}
      </section>
    </div>
  );
}

/** The filters in use, each with a link that removes it. */
function Filters({
  place,
  to,
}: {
  readonly place: Place;
  readonly to: (more: Readonly<Record<string, string | undefined>>) => string;
}) {
  const { query } = place.route;
  const [community, user] = [query.get('community'), query.get('user')];
  if (community === null && user === null) return null;
  const text =
    community === null ? `Threads in which the user ${user} wrote` : `Threads of the community ${community}`;
  return (
    <p class="thread-filters">
      {visible(text)}{' '}
      <a href={to({ community: undefined, user: undefined, before: undefined })}>Show all threads</a>
    </p>
  );
}

function Summary({ thread }: { readonly thread: ThreadSummary }) {
  const { kind, title, excerpt, sender_name, group_name, messages, started_at, deleted, draft } = thread;
  return (
    <>
      <span class="line">
        <strong dir="auto">{visible(sender_name)}</strong>
        <time dateTime={started_at}>{instant(started_at).slice(0, 16)}</time>
      </span>
      <span class="excerpt" dir="auto">
        {title !== '' && <b>{visible(title)}: </b>}
        {excerpt === '' ? 'No text.' : lined(worded(excerpt))}
      </span>
      <span class="line">
        <span dir="auto">{group_name === '' ? kind : visible(group_name)}</span>
        <span>
          {deleted && <span class="tag bad">deleted</span>} {draft && <span class="tag warn">draft</span>}{' '}
          {messages === 1 ? '1 message' : `${messages} messages`}
        </span>
      </span>
    </>
  );
}
