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
}

const parts: readonly text.Part[] = ['opening', 'reply', 'reaction', 'remark'];

/** The surroundings of a test: a hundred colleagues with plain names, at the sites of the pools. */
export function surroundingsOf({ sites }: text.Pools): text.Surroundings {
  return {
    sites,
    colleague: (hash) => hash % 100,
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
  };
}

/** The text of the message with this hash. */
export function say(pools: text.Pools, hash: number, saying: Saying = {}): text.MessageText {
  const surroundings = surroundingsOf(pools);
  const part = saying.part ?? (parts[(hash >>> 5) % parts.length] as text.Part);
  const talk = text.talkOf(
    saying.kind ?? (talkKinds[(hash >>> 8) % talkKinds.length] as text.TalkKind),
    topicOf(pools, hash, saying.language ?? 'en'),
    hash >>> 2,
  );
  return text.messageText(surroundings, {
    talk,
    part,
    hash,
    variant: hash >>> 3,
    edit: saying.edit ?? 0,
    hazard: saying.hazard ?? text.hazardOf(hash),
    suffix: saying.suffix ?? '',
    roles: { writer: 7, answered: 8, praised: 9, mention: saying.mention ?? '', opens: part === 'opening' },
  });
}
