import type { Hazard } from './hazards.ts';
import { pick } from './pick.ts';
import { hasSlot, type Sentence } from './sentence.ts';
import type { Talk } from './talk.ts';
import { MessageValues, type Roles, type Surroundings } from './values.ts';

/**
 * The part of a message in its thread: it opens it, replies to the opening, reacts to what another message
 * says or echoes what it asks, thanks for an answer or a praise, or is a later remark of the person who
 * opened the thread.
 */
export type Part = 'opening' | 'reply' | 'reaction' | 'echo' | 'thanks' | 'remark';

/** Everything that selects the text of a message. */
export interface Utterance {
  readonly talk: Talk;
  readonly part: Part;
  /** The hash of the message, 32 bits. */
  readonly hash: number;
  /** Selects among the texts of a part: neighbours in a thread have different numbers. */
  readonly variant: number;
  /** 0 as posted, then 1, 2, … */
  readonly edit: number;
  readonly hazard: Hazard | 'none';
  /** Its mention begins the text unless it occurs in it. */
  readonly roles: Roles;
  /** A text that is appended with a space, such as a tag; an empty one adds nothing. */
  readonly suffix: string;
}

/** The first sentence of an ordinary message as posted, with its slots. */
export function phraseOf(
  surroundings: Surroundings,
  said: Pick<Utterance, 'talk' | 'part' | 'variant' | 'hash' | 'roles'>,
): Sentence {
  const { talk, hash, roles } = said;
  return firstSentence(said, new MessageValues(talk, hash, 0, surroundings, roles));
}

/** The first sentence of an ordinary message. */
export function firstSentence(
  { talk, part, variant }: Pick<Utterance, 'talk' | 'part' | 'variant'>,
  values: MessageValues,
): Sentence {
  const { language, script, kind } = talk;
  switch (part) {
    case 'opening':
      return script.opening;
    case 'reply':
      return replyOf(talk, variant, values);
    case 'reaction':
      if (kind === 'praises') return replyOf(talk, variant, values);
      return reactionOf(language.sentences.agreements, variant, values);
    case 'echo':
      return reactionOf(language.sentences.echoes, variant, values);
    case 'thanks':
      return pick(language.sentences[kind === 'praises' ? 'gratitude' : 'thanks'], variant);
    case 'remark':
      if (kind === 'praises') return replyOf(talk, variant, values);
      // Who has asked few people has nothing to sum up.
      return pick(language.sentences[kind === 'privates' ? 'asides' : 'followUps'], variant);
  }
}

/** The reaction with this number, or the next one: nobody tells a person of the same site about it. */
function reactionOf(list: readonly Sentence[], variant: number, values: MessageValues): Sentence {
  for (let i = 0; i < list.length; i++) {
    const reaction = pick(list, variant + i);
    if (!hasSlot(reaction, 'mine') || !values.isNear) return reaction;
  }
  return pick(list, variant);
}

/** The reply of a script with this number, or the next one that its writer can give. */
function replyOf({ script }: Talk, variant: number, values: MessageValues): Sentence {
  const { replies } = script;
  const chosen = pick(replies, variant);
  if (values.fits(chosen)) return chosen.sentence;
  for (let i = 1; i < replies.length; i++) {
    const next = pick(replies, variant + i);
    if (values.fits(next)) return next.sentence;
  }
  return chosen.sentence;
}

/** The list of further sentences that fit a message. */
export function detailsOf(
  { kind, special }: Talk,
  part: Part,
): 'questionDetails' | 'details' | 'extras' | 'asides' {
  if (kind === 'questions' && part === 'opening') return 'questionDetails';
  if (kind === 'questions' && part === 'reply') return 'extras';
  const announces = kind === 'announcements' || kind === 'polls' || (kind === 'posts' && !special);
  return announces && part === 'opening' ? 'details' : 'asides';
}
