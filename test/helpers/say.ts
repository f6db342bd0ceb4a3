import * as text from '../../generators/text/index.ts';
import { talkKinds } from '../../generators/text/language.ts';

/** The choices of a test for a message; everything else follows from the hash. */
export interface Saying {
  readonly hazard?: text.Hazard | 'none';
  readonly suffix?: string;
  readonly mention?: string;
  readonly language?: text.LanguageCode;
  readonly kind?: text.TalkKind;
  readonly part?: text.Part;
  readonly edit?: number;
  /** The hash of the message itself, if it is not the one that also selects its thread. */
  readonly message?: number;
  /** The user who writes; user 7 if undefined. */
  readonly writer?: number;
}

/** The user who starts the threads of a test. */
const STARTER = 8;

const parts: readonly text.Part[] = ['opening', 'reply', 'reaction', 'remark'];

/** The surroundings of a test: a hundred colleagues with plain names, at the sites of the pools. */
export function surroundingsOf({ sites }: text.Pools): text.Surroundings {
  return {
    sites,
    // A third user is found within three.
    colleague: (hash, writer, answered) =>
      [0, 1, 2].map((i) => (hash + i) % 100).find((user) => user !== writer && user !== answered) as number,
    name: (user) => `Robin Miller${user}`,
    firstName: () => 'Robin',
    site: (user) => sites[user % sites.length] as text.Site,
  };
}

/** The topic of the thread of the message with this hash. */
export function topicOf({ sites }: text.Pools, hash: number, language: text.LanguageCode): text.TalkTopic {
  return {
    language,
    theme: text.themes[(hash >>> 12) % text.themes.length] as text.Theme,
    place: sites[(hash >>> 16) % sites.length] as text.Site,
    starter: STARTER,
    weekday: 2,
  };
}

/** The text of the message with this hash. */
export function say(pools: text.Pools, hash: number, saying: Saying = {}): text.MessageText {
  const surroundings = surroundingsOf(pools);
  const part = saying.part ?? (parts[(hash >>> 5) % parts.length] as text.Part);
  const talk = talkOf(pools, hash, saying);
  return text.messageText(surroundings, {
    talk,
    part,
    hash: saying.message ?? hash,
    variant: hash >>> 3,
    edit: saying.edit ?? 0,
    hazard: saying.hazard ?? text.hazardOf(hash),
    suffix: saying.suffix ?? '',
    roles: {
      writer: part === 'opening' ? STARTER : (saying.writer ?? 7),
      answered: STARTER,
      praised: 9,
      mention: saying.mention ?? '',
      opens: part === 'opening',
    },
  });
}

/** The talk of the thread of the message with this hash. */
export function talkOf(pools: text.Pools, hash: number, { kind, language }: Saying = {}): text.Talk {
  return text.talkOf(
    kind ?? (talkKinds[(hash >>> 8) % talkKinds.length] as text.TalkKind),
    topicOf(pools, hash, language ?? 'en'),
    hash >>> 2,
  );
}
