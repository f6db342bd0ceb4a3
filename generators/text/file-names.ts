import { mix } from '../hash.ts';
import { isOdd, thingIn } from './labels.ts';
import type { LanguageCode, Theme } from './phrasebook.ts';
import { pick } from './pick.ts';

const oddFileStems = [
  'Übersicht Größe',
  'résumé',
  '🎉 party',
  '会議資料',
  'قائمة',
  '.hidden',
  'archive.tar',
  'v1.2.3.final.FINAL',
  'Budget (final) [2]',
  'plan, with comma; and more',
  'say "hello"',
  "it's ok",
  '100% & more #1',
  '-rf',
  '=cmd',
  'CON',
  'trailing space ',
  'e\u0301 decomposed',
  'two  spaces',
  `a ${'very '.repeat(40)}long name`,
];

/** Words for a document, by the kind of its content, in each language. */
const documents = {
  en: {
    text: [
      'minutes',
      'plan',
      'checklist',
      'handbook',
      'agenda',
      'summary',
      'template',
      'notes',
      'contact list',
    ],
    picture: ['photo', 'poster', 'screenshot', 'floor plan', 'logo'],
    sound: ['recording', 'interview', 'voice memo'],
  },
  de: {
    text: ['Protokoll', 'Plan', 'Checkliste', 'Handbuch', 'Tagesordnung', 'Vorlage'],
    picture: ['Foto', 'Plakat', 'Bildschirmfoto'],
    sound: ['Aufnahme', 'Interview'],
  },
  fr: {
    text: ['compte rendu', 'plan', 'liste', 'guide', 'ordre du jour', 'modèle'],
    picture: ['photo', 'affiche', "capture d'écran"],
    sound: ['enregistrement', 'entretien'],
  },
  es: {
    text: ['acta', 'plan', 'lista', 'manual', 'orden del día', 'plantilla'],
    picture: ['foto', 'cartel', 'captura'],
    sound: ['grabación', 'entrevista'],
  },
  pt: {
    text: ['ata', 'plano', 'lista', 'manual', 'pauta', 'modelo'],
    picture: ['foto', 'cartaz', 'captura'],
    sound: ['gravação', 'entrevista'],
  },
  ja: {
    text: ['議事録', '計画', 'チェックリスト', '手引き', '資料', 'ひな形'],
    picture: ['写真', 'ポスター', '画面'],
    sound: ['録音', 'インタビュー'],
  },
} as const satisfies Readonly<Record<LanguageCode, Record<DocumentKind, readonly string[]>>>;

type DocumentKind = 'text' | 'picture' | 'sound';

const kinds: Readonly<Record<string, DocumentKind>> = { png: 'picture', jpg: 'picture', wav: 'sound' };

/**
 * A file's name without its extension, as users choose it. It fits the theme and the content. One in sixteen
 * is odd, and it is not always valid in a path.
 */
export function fileStem(hash: number, extension: string, theme: Theme, language: LanguageCode): string {
  if (isOdd(hash)) return pick(oddFileStems, mix(hash, 11));
  const document = pick(documents[language][kinds[extension] ?? 'text'], mix(hash, 12));
  const name = subjectOf(hash, theme, language);
  const form = mix(hash, 14) % 4;
  const number = mix(hash, 15);
  if (form === 0) return name + ' ' + document;
  if (form === 1) return document + '_' + name + '_v' + (1 + (number % 9));
  if (form === 2) return name + ' ' + document + ' ' + (2015 + (number % 10));
  return document + ' ' + name + ' (' + (1 + (number % 30)) + ')';
}

/** The description of a file by a department; empty where the name has no subject, because it is odd. */
export function fileDescription(
  hash: number,
  theme: Theme,
  language: LanguageCode,
  department: string,
): string {
  return isOdd(hash) ? '' : descriptions[language](subjectOf(hash, theme, language), department);
}

function subjectOf(hash: number, theme: Theme, language: LanguageCode): string {
  return thingIn(language, theme, mix(hash, 13));
}

const descriptions: Readonly<Record<LanguageCode, (subject: string, department: string) => string>> = {
  en: (subject, department) => `What ${department} has learned about the ${subject}.`,
  de: (subject, department) => `Das Wichtigste zum Thema „${subject}“, zusammengestellt von ${department}.`,
  fr: (subject, department) => `L'essentiel sur « ${subject} », préparé par ${department}.`,
  es: (subject, department) => `Lo esencial sobre «${subject}», preparado por ${department}.`,
  pt: (subject, department) => `O essencial sobre “${subject}”, preparado por ${department}.`,
  ja: (subject, department) => `「${subject}」についての資料です。${department}が作成しました。`,
};
