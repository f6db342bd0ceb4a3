import { mix } from '../hash.ts';
import { pick } from './pick.ts';

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

/** The facts about an event at which people answer questions, with which its texts agree. */
interface Ama {
  /** The department and the city of its organizer. */
  readonly department: string;
  readonly city: string;
  /** True if people can ask questions there, and if these can be answered in writing. */
  readonly asked: boolean;
  readonly answered: boolean;
  /** True if there is a recording once it has ended. */
  readonly recorded: boolean;
}

const amaTitles = [
  'A conversation with {department} in {city}',
  'Town hall for {city}',
  'What is next for {department}?',
  'Behind the scenes of {department}',
  '{department} in {city}: a look back and ahead',
] as const;

const askedTitles = [
  'Ask us anything: the new strategy',
  'Questions and answers with {department}',
  'Your questions about the reorganisation',
  'Open hour with {department}',
] as const;

const amaDescriptions = [
  'Colleagues from {city} join in the room, everybody else joins online.{recording}',
  '{department} shows what the last quarter brought, and what comes next.{recording}',
] as const;

const askedDescriptions = [
  'Post your questions beforehand or during the event. {department} answers as many as possible.',
  'We start with ten minutes about the last quarter; the rest of the time is for your questions.',
] as const;

const answeredDescriptions = [
  'No question is too small. What we cannot answer at once, {department} answers in writing.',
] as const;

/** The title and the description of an event at which people answer questions. */
export function amaText(hash: number, ama: Ama): { readonly title: string; readonly description: string } {
  const { department, city, asked, answered, recorded } = ama;
  const recording = recorded ? ' There is a recording afterwards.' : '';
  const filled = (text: string) =>
    text.replace('{department}', department).replace('{city}', city).replace('{recording}', recording);
  const titles = asked ? [...amaTitles, ...askedTitles] : amaTitles;
  const descriptions = [
    ...amaDescriptions,
    ...(asked ? askedDescriptions : []),
    ...(answered ? answeredDescriptions : []),
  ];
  return {
    title: filled(pick(titles, mix(hash, 23))),
    description: filled(pick(descriptions, mix(hash, 24))),
  };
}
