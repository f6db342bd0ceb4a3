import type { LanguageCode, Phrasebook } from '../phrasebook.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { japanese } from './ja.ts';
import { portuguese } from './pt.ts';

/** The phrases of every language. */
export const phrasebooks: Readonly<Record<LanguageCode, Phrasebook>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  ja: japanese,
};
