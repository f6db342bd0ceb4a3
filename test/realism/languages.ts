/** Words that are frequent in one language and rare in the others. */
const frequent: Readonly<Record<string, readonly string[]>> = {
  en: ['the', 'and', 'is', 'for', 'about', 'we', 'you', 'with', 'was', 'that', 'this'],
  de: ['die', 'das', 'und', 'ist', 'für', 'ich', 'wir', 'nicht', 'auch', 'über', 'hat'],
  fr: ['le', 'les', 'et', 'pour', 'nous', 'sur', 'est', 'une', 'dans', 'avec', 'pas'],
  es: ['el', 'los', 'para', 'en', 'sobre', 'con', 'las', 'por', 'hay', 'ya', 'del'],
  pt: ['em', 'para', 'sobre', 'com', 'não', 'uma', 'isso', 'as', 'dos', 'às', 'está'],
};

/** The language of a text by its script and its frequent words; undefined for texts that say too little. */
export function languageOf(text: string): string | undefined {
  if (/[\u3041-\u3096]{3}/.test(text)) return 'ja';
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = Object.entries(frequent).map(([language, known]) => ({
    language,
    score: words.filter((word) => known.includes(word)).length,
  }));
  scores.sort((a, b) => b.score - a.score);
  const [best, next] = scores;
  return best && next && best.score >= 2 && best.score > next.score ? best.language : undefined;
}
