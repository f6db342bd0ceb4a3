import { mix } from '../hash.ts';
import { departments } from './departments.ts';
import { pick } from './pick.ts';
import type { Pools } from './pools.ts';

/** Campaigns as companies run them: name, hashtag and description. */
const campaigns = [
  [
    'Bike to Work',
    'biketowork',
    'Leave the car at home for a month, and post a picture of your way to work.',
  ],
  [
    'Safety Starts With Me',
    'safetystartswithme',
    'Tell us what you do every day so that everybody gets home safely.',
  ],
  ['Meet the Team', 'meettheteam', 'Every week another team shows what it does, and who is in it.'],
  [
    'Customer First',
    'customerfirst',
    'Stories about customers whom we made happy, and what we learned from them.',
  ],
  ['Green Office', 'greenoffice', 'Small ideas that save paper, power and water in our offices.'],
  ['Read More', 'readmore', 'Recommend a book that changed how you work or think.'],
  ['Bright Ideas', 'brightideas', 'Post one idea that makes our work simpler; the board picks ten of them.'],
  ['Learning Month', 'learningmonth', 'Learn something new every week, and tell others about it.'],
  ['One Company', 'onecompany', 'What connects our sites: people, projects and a few good recipes.'],
  ['Move More', 'movemore', 'Walk, run or dance: we count steps together until the end of the campaign.'],
  ['Thank a Colleague', 'thankacolleague', 'Say thank you in public to somebody who helped you.'],
  [
    'Digital Spring Cleaning',
    'digitalspringcleaning',
    'Delete what nobody needs any more: files, mailing lists, old pages.',
  ],
] as const;

interface Campaign {
  readonly name: string;
  /** The hashtag without its number sign. */
  readonly hashtag: string;
  readonly description: string;
}

/** A campaign; a later round of the list has a number. */
export function campaignText(hash: number, number: number): Campaign {
  const [name, hashtag, description] = pick(campaigns, hash + number);
  const round = Math.floor(number / campaigns.length);
  return round === 0
    ? { name, hashtag, description }
    : { name: `${name} ${round + 1}`, hashtag: `${hashtag}${round + 1}`, description };
}

const amaTitles = [
  'Ask us anything: the new strategy',
  'Questions and answers with {department}',
  'An hour with {department} in {city}',
  'Your questions about the reorganisation',
  'Town hall for {city}',
  'What is next for {department}?',
  'Open hour: pay and benefits',
  'Behind the scenes of {department}',
] as const;

const amaDescriptions = [
  'Post your questions beforehand or during the event. {department} answers all of them.',
  'We start with ten minutes about the last quarter; the rest of the hour is for your questions.',
  'Colleagues from {city} join in the room, everybody else joins online.{recording}',
  'No question is too small. What we cannot answer at once, {department} answers in writing.',
] as const;

/** The title and the description of an event at which people answer questions. */
export function amaText(
  pools: Pools,
  hash: number,
  recorded: boolean,
): { readonly title: string; readonly description: string } {
  const recording = recorded ? ' There is a recording afterwards.' : '';
  const department = pick(departments, mix(hash, 21));
  const { city } = pick(pools.sites, mix(hash, 22));
  const filled = (text: string) =>
    text.replace('{department}', department).replace('{city}', city).replace('{recording}', recording);
  return {
    title: filled(pick(amaTitles, mix(hash, 23))),
    description: filled(pick(amaDescriptions, mix(hash, 24))),
  };
}
