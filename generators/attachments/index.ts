export {
  type AttachmentExtension,
  type AttachmentType,
  attachmentContent,
  attachmentSize,
  attachmentTypes,
} from './attachment-types.ts';
export { sizedPicture } from './picture.ts';
