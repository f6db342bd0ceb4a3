export { sizedPicture } from './attachments/index.ts';
export type {
  Attachment,
  Content,
  Conversation,
  ConversationMessage,
  Cuts,
  FoundResource,
  FoundUser,
  IdStyle,
  Network,
  Resource,
  Row,
  Rows,
  RowsOfTwo,
  SharedRow,
  ThreadFilter,
  ThreadPlace,
  UserState,
  Window,
  World,
  WorldOptions,
} from './contract.ts';
export { textKey } from './hash.ts';
export { type Size, type SizeName, sizes } from './sizes.ts';
export { createWorld } from './world.ts';
export { type WorldInput, WorldOptionsError, worldBounds, worldOptions } from './world-options.ts';
