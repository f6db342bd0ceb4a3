export { type Hazard, hazardOf, hazards } from './hazards.ts';
export { htmlOf } from './html.ts';
export { communityName, fileStem, phrase, sentenceText, titleText, topicName, word } from './labels.ts';
export { type MessageText, messageText } from './message-text.ts';
export {
  companyName,
  department,
  emailName,
  jobTitle,
  location,
  personEmailName,
  personName,
} from './names.ts';
export { loadPools, type Pools } from './pools.ts';
