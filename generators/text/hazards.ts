import { below, mix } from '../hash.ts';
import { htmlOf } from './html.ts';

/** A text and the same text as HTML. */
export interface Fragment {
  readonly text: string;
  readonly html: string;
}

/**
 * The place of a hazard's fragment: `whole` the body is the fragment, `several` the body is one to three
 * fragments, `start` and `end` directly before and after ordinary sentences, `middle` between two of them
 * with spaces, `join` in every place between two sentences, `long` between the sentences of a very long body.
 */
export type Place = 'whole' | 'several' | 'start' | 'end' | 'middle' | 'join' | 'long';

interface Recipe {
  /** The number of messages in a thousand that have this hazard. */
  readonly perMille: number;
  readonly place: Place;
  readonly fragments: readonly Fragment[];
}

/** All hazards, with their frequency in a network and their fragments. */
const recipes = {
  'one-word': recipe(40, 'whole', [
    'Thanks!',
    'Done',
    '+1',
    'Congratulations',
    'ok',
    '?',
    'Yes',
    'NULL',
    '0',
  ]),
  // A post of an attachment only.
  empty: recipe(15, 'whole', ['']),
  'very-long': recipe(20, 'long', [' ', '\n', '\n\n']),
  'line-feed': recipe(60, 'join', ['\n', '\n\n', '\n- ', '\n\n\n']),
  crlf: recipe(20, 'join', ['\r\n', '\r\n\r\n']),
  'carriage-return': recipe(2, 'join', ['\r']),
  // Some languages end a line here, CSV does not.
  'line-separator': recipe(3, 'join', ['\u2028', '\u2029', '\u0085', '\u000b', '\u000c']),
  'double-quotes': recipe(60, 'middle', [
    'They call it "the single source of truth".',
    '"Quoted, with a comma", as they say.',
    '""',
    '"',
    'A 24" screen is enough.',
    'The label says "fragile", and below that "this side up".',
    'Is it "log in" or "login"?',
    'The room is now named "Blue", not "North".',
    'I read "urgent" and came at once.',
    'Shall we write "e-mail" or "email"?',
    'The button "Save as…" is below "Save".',
    'He said "yes", she said "no", and """ is three of them.',
  ]),
  backslash: recipe(5, 'middle', [
    'See C:\\new\\table\\',
    '\\"',
    'Use \\n for a line break and \\\\ for itself.',
  ]),
  'csv-lookalike': recipe(3, 'middle', [
    '1,"Smith, J.",TRUE\n2,"Doe, A.",FALSE',
    'id;name;state\n7;"x";',
    '","",""\n"',
  ]),
  emoji: recipe(35, 'middle', ['👍', '🎉🎉🎉', 'Great 😀', '❤️', '🚀', '🤔', '1️⃣ first, 2️⃣ second']),
  'emoji-joined': recipe(7, 'middle', ['👩‍💻', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🧑‍🚀🧑‍🔬', '❤️‍🔥']),
  'emoji-skin-tone': recipe(5, 'middle', ['👍🏽', '👋🏿', '🙌🏻🙌🏼🙌🏾', '🤝🏽', '👩🏾‍🏫']),
  'emoji-flag': recipe(5, 'middle', ['🇩🇪', '🇯🇵🇧🇷', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇨🇭 ahead of 🇸🇪', '🏁']),
  arabic: recipe(5, 'several', [
    'شكراً جزيلاً على المساعدة.',
    'متى يبدأ الاجتماع غداً؟',
    'تم تحديث الملف (الإصدار 2.1) اليوم.',
    'مرحباً بالجميع، أهلاً وسهلاً!',
  ]),
  hebrew: recipe(5, 'several', [
    'תודה רבה לכולם!',
    'הפגישה מתחילה בשעה 14:30.',
    'האם יש שאלות, הערות או רעיונות?',
    'ברוכים הבאים.',
  ]),
  chinese: recipe(8, 'several', [
    '大家好,会议改到明天下午三点。',
    '感谢你的帮助!',
    '请查看附件中的报告。',
    '謝謝大家的支持。',
  ]),
  japanese: recipe(7, 'several', [
    'お疲れさまです。',
    '来週の火曜日に会議を行います。',
    '資料をご確認ください。',
    'ありがとうございました!',
    'ハンカクカナ',
  ]),
  korean: recipe(5, 'several', [
    '안녕하세요, 여러분.',
    '회의는 내일 오후 3시에 시작합니다.',
    '도와주셔서 감사합니다!',
  ]),
  // Beyond the basic plane, but not emoji: two UTF-16 units, four bytes in UTF-8.
  'rare-plane': recipe(2, 'middle', ['𠮷野家', '𝗕𝗼𝗹𝗱 𝗻𝗲𝘄𝘀', '𝄞', '𐍈']),
  'formula-equals': recipe(4, 'start', [
    '=SUM(A1:A9) ',
    '=1+1 ',
    '=HYPERLINK("https://example.com/","click") ',
    '== ',
  ]),
  'formula-plus': recipe(2, 'start', ['+49 30 1234567 is the new hotline. ', '+1 ', '+2+3 ']),
  'formula-minus': recipe(2, 'start', ['-5 % since last month. ', '-2+3 ', '- ', '--- ']),
  'formula-at': recipe(2, 'start', ['@all ', '@SUM(1+9) ', '@Anna ']),
  'formula-tab': recipe(1, 'start', ['\t', '\t=1+1 ', '\t\t']),
  accents: recipe(40, 'middle', [
    'José, Zoë and Søren are in, señor Muñoz is not.',
    'Grüße aus Zürich!',
    'Déjà vu: le café est fermé.',
    'Åsa fährt nach Malmö, naïve or not.',
    'Das Übernächste heißt Größe.',
    'Léa a oublié sa clé à côté de la fenêtre.',
    'Señora Ibáñez llegó ayer a Málaga.',
  ]),
  'combining-accent': recipe(3, 'middle', [
    'Cafe\u0301 Zoe\u0308',
    'n\u0303andu\u0301',
    'Z\u0351\u036b\u0343a\u0323lgo',
  ]),
  url: recipe(40, 'middle', [
    link('https://example.com/'),
    link('https://intranet.example.com/sites/news/page.aspx?id=42&view=full#top'),
    link('http://example.org/a,b;c/(d)?q="x"'),
    link('https://example.net/%E2%9C%93/файл'),
    link(`https://example.com/${'long/'.repeat(60)}`),
  ]),
  // Beside a tag: signs that are none.
  hashtag: recipe(50, 'middle', ['#1', 'C#', '#4711', '#', '##', 'F# or C#']),
  'html-special': recipe(30, 'middle', [
    'R&D & Sales',
    'a < b > c',
    'if (a<b && b>c) { return; }',
    '<b>not bold</b>',
    '<script>alert(1)</script>',
    '&amp; &lt; &#39; &nbsp;',
    '</td></tr>',
    '<!-- -->',
    ']]>',
  ]),
  'leading-space': recipe(6, 'start', [' ', '   ', '\u00a0', '\n']),
  'trailing-space': recipe(6, 'end', [' ', '   ', '\u00a0', '\n', ' \r\n']),
  'zero-width': recipe(4, 'middle', [
    'zero\u200bwidth',
    'soft\u00adhyphen',
    '\u200e\u200f',
    'a\u200db',
    '\ufeff',
    '\u2066left\u2069',
  ]),
} as const satisfies Readonly<Record<string, Recipe>>;

/** A property of a body that a careless client reads wrongly. */
export type Hazard = keyof typeof recipes;

/** The names of all hazards. */
export const hazards = Object.keys(recipes) as readonly Hazard[];

/** The place and the fragments of a hazard. */
export function hazardRecipe(hazard: Hazard): Recipe {
  return recipes[hazard];
}

/** Tells whether a body with this hazard still has the sentences of its message. */
export function isWritten(hazard: Hazard | 'none'): boolean {
  if (hazard === 'none') return true;
  const { place } = recipes[hazard];
  return place !== 'whole' && place !== 'several';
}

const lots: readonly (Hazard | 'none')[] = (() => {
  const drawn = hazards.flatMap((hazard) => Array<Hazard | 'none'>(recipes[hazard].perMille).fill(hazard));
  return [...drawn, ...Array<'none'>(1000 - drawn.length).fill('none')];
})();

/**
 * The hazard of the message with this hash, as frequent as in a network; `none` for more than half of all
 * messages.
 */
export function hazardOf(hash: number): Hazard | 'none' {
  return lots[below(mix(hash, 0x4a2d), lots.length)] as Hazard | 'none';
}

function recipe(perMille: number, place: Place, fragments: readonly (string | Fragment)[]): Recipe {
  const both = (fragment: string | Fragment) =>
    typeof fragment === 'string' ? { text: fragment, html: htmlOf(fragment) } : fragment;
  return { perMille, place, fragments: fragments.map(both) };
}

function link(url: string): Fragment {
  const escaped = htmlOf(url);
  return { text: url, html: `<a href="${escaped.replaceAll('"', '&quot;')}">${escaped}</a>` };
}
