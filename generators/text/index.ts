export { amaText, campaignText } from './campaigns.ts';
export {
  type CommunityTopic,
  communityDescription,
  communityName,
  communityTopic,
} from './communities.ts';
export { fileDescription, fileStem } from './file-names.ts';
export { type Hazard, hazardOf, hazardRecipe, hazards } from './hazards.ts';
export { htmlOf } from './html.ts';
export {
  mergedTopicName,
  oddTitle,
  pageAbout,
  type Segment,
  segmentOf,
  TOPICS_A_BLOCK,
  themeOfNumber,
  thingIn,
  topicDescription,
  topicName,
  topicSummary,
  topicTheme,
  watchTheme,
} from './labels.ts';
export type { TalkKind } from './language.ts';
export { type MessageText, messageText, openingOf, type Part, talkTitle } from './message-text.ts';
export { type Mood, moodOfSaid, moods } from './moods.ts';
export {
  companyName,
  department,
  emailName,
  firstName,
  jobTitle,
  personEmailName,
  personName,
  personSite,
} from './names.ts';
export { type LanguageCode, languageCodes, type Theme, themes } from './phrasebook.ts';
export { loadPools, type Pools } from './pools.ts';
export { aboutPerson, interestsOf } from './profiles.ts';
export type { Site } from './sites.ts';
export { COMMON_TAGS, tagLabel, tagOfTheme } from './tags.ts';
export { type Talk, type TalkTopic, talkOf } from './talk.ts';
export type { Roles, Surroundings } from './values.ts';
