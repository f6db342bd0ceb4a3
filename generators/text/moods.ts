import type { LanguageCode } from './phrasebook.ts';
import type { Talk } from './talk.ts';
import type { Part } from './utterance.ts';

export const moods = ['positive', 'neutral', 'negative'] as const;

export type Mood = (typeof moods)[number];

/** Words that tell of trouble or of joy; a phrase with both is about the trouble. */
const words: Readonly<Record<LanguageCode, { readonly trouble: RegExp; readonly joy: RegExp }>> = {
  en: {
    trouble:
      /trouble|wrong|not available|breaks every|gets nothing|closed|worried|sorry|doubts|hurts|blocked|missed|jealous|too far|too long|not go as far|mistakes/i,
    joy: /thank|great|good (news|days|week|result|point|conversations)|nice to|enjoyed|happy|fun,|well done|went well|is good|congratulations|welcome,|wow|impressive|relief|recommend|learn a lot|friendly|personal best|works well|I agree|is right/i,
  },
  de: {
    trouble: /Ärger|nicht zur Verfügung|schade|fehlt|anderer Meinung/i,
    joy: /dank|schön|gute tage|gute wahl|guter (punkt|hinweis)|zufrieden|empfehlen|spaß|glückwunsch|läuft gut|sehr klar|geholfen|spannend/i,
  },
  fr: {
    trouble: /souci|problème|dommage|se passer de|manque|pas de cet avis/i,
    joy: /merci|bonne (nouvelle|remarque)|bonnes journées|plaisir|très (bon|clair)|recommande|est bon|anniversaire|aimable|tout va bien|d'accord/i,
  },
  es: {
    trouble: /problemas|no está disponible|pena,|falta una|lo veo distinto/i,
    joy: /gracias|buena (noticia|idea|elección)|días muy buenos|buen punto|placer|felicidades|recomiendo|es bueno|va bien|muy claras|de acuerdo/i,
  },
  pt: {
    trouble: /problemas|não estará disponível|pena,|falta uma|vejo diferente/i,
    joy: /agradeç|agradec(emos|imento)|valeu|boa notícia|dias ótimos|bem lembrado|prazer|parabéns|recomendo|é bom|ótima|muito claras|tudo bem|concordo/i,
  },
  ja: {
    trouble: /問題があった|使えません|残念|困って|抜けて|違う意見/,
    joy: /ありがと|うれしい|おめでとう|よい結果|充実|いい指摘|お礼|楽しかった|おすすめ|助か|感謝|よかったです|分かりやすい|うまくいって|賛成/,
  },
};

/**
 * The mood of an ordinary message, which follows from its part and its first sentence: a praise and thanks
 * for an answer are positive, and a question is not.
 *
 * @param phrase its first sentence, with or without its slots.
 */
export function moodOfSaid({ kind, language }: Talk, part: Part, phrase: string): Mood {
  if (kind === 'praises' || part === 'thanks') return 'positive';
  const { trouble, joy } = words[language.book.code];
  if (trouble.test(phrase)) return 'negative';
  const asks = part === 'opening' && (kind === 'questions' || kind === 'polls');
  return !asks && joy.test(phrase) ? 'positive' : 'neutral';
}
