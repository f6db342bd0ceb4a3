export { amaText, campaignText } from './campaigns.ts';
export {
  type CommunityTopic,
  communityDescription,
  communityName,
  communityTopic,
  localNear,
  localSite,
} from './communities.ts';
export { type Department, departments } from './departments.ts';
export { fileDescription, fileStem } from './file-names.ts';
export { type Hazard, hazardOf, hazards, isWritten } from './hazards.ts';
export { htmlOf } from './html.ts';
export {
  BRANCH_OFFICES,
  HEAD_OFFICE_SITES,
  HEAD_OFFICES,
  oddTitle,
  pageAbout,
  type Segment,
  segmentOf,
  themeOfNumber,
  thingIn,
  watchTheme,
} from './labels.ts';
export type { TalkKind } from './language.ts';
export { type MessageText, messageText, openingOf, talkTitle } from './message-text.ts';
export { type Mood, moodOfSaid, moods } from './moods.ts';
export {
  companyName,
  department,
  emailName,
  firstName,
  headTitle,
  jobTitle,
  personEmailName,
  personName,
} from './names.ts';
export { type LanguageCode, languageCodes, type Theme, themes } from './phrasebook.ts';
export { loadPools, type Pools } from './pools.ts';
export { aboutPerson, interestsOf } from './profiles.ts';
export type { SummerTime } from './regions.ts';
export { asks, hasSlot, spelled } from './sentence.ts';
export type { Site } from './sites.ts';
export { COMMON_TAGS, tagLabel, tagOfTheme, tagOfThing } from './tags.ts';
export { type Talk, type TalkTopic, talkOf } from './talk.ts';
export {
  mergedTopicName,
  subjectAbout,
  TOPICS_A_BLOCK,
  thingsATheme,
  topicDescription,
  topicName,
  topicSummary,
  topicsOfSubject,
} from './topics.ts';
export { type Part, phraseOf } from './utterance.ts';
export { preferredOption, type Roles, type Surroundings } from './values.ts';
