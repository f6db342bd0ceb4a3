import { mix } from '../hash.ts';

/** Sentences in ASCII without characters that XML or PDF escapes; they contain no personal data. */
const sentences = [
  'The team agreed on the plan for the next two weeks.',
  'Figures for the last quarter are in the second table.',
  'Please add your comments before the end of the day on Thursday.',
  'The canteen opens at eleven and closes at half past two.',
  'We moved the release by one week, and nobody objected.',
  'Open points are listed at the end, sorted by owner.',
  'New colleagues start on the first Monday of the month.',
  'The pilot group reported four findings, three of them small.',
  'Travel has to be booked at least ten days ahead.',
  'The workshop takes place in the large room on the ground floor.',
  'Costs stayed within the budget, mostly because of lower freight.',
  'Ask the service desk for a second monitor if you need one.',
  'All numbers are rounded to the nearest hundred.',
  'The supplier delivered on time, complete and undamaged.',
  'This version replaces the one from the spring.',
  'Parking behind the north building is closed until further notice.',
  'Two questions remain open and will be answered next week.',
  'Every site names one contact for safety matters.',
  'The survey was answered by more than half of all employees.',
  'Thanks to everyone who helped on short notice.',
  'The training is online, takes twenty minutes and is required once a year.',
  'Customers asked most often for a shorter form.',
  'The old intranet pages stay readable until the end of the year.',
  'Draft, not for customers.',
] as const;

/** The title of a document: readable, and different for every key. */
export function documentTitle(key: number): string {
  return `Notes ${key.toString(16).padStart(8, '0')}`;
}

/** The sentence number `index` of the document `key`. */
export function sentenceOf(key: number, index: number): string {
  return sentences[mix(key, index) % sentences.length] as string;
}

/** Sentences, cut to exactly `length` characters of one byte each. */
export function proseOf(key: number, length: number): string {
  let prose = '';
  for (let index = 0; prose.length < length; index++) prose += `${sentenceOf(key, index)} `;
  return prose.slice(0, length);
}
