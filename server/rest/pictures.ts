import { sizedPicture, textKey } from '../../generators/index.ts';
import { errorResponse } from '../http/error-response.ts';
import type { RestAnswer } from './call.ts';

/** The path of a picture of a person, a community or a campaign: its kind, width, height and GUID. */
const PICTURE = /^\/(mugshot|covers|groups|campaigns)\/images\/(\d{1,4})x(\d{1,4})\/([0-9a-f-]{36})$/;
/** The largest width and height. */
const LARGEST = 2048;

/** Answers with a picture, which needs no token; `undefined` for a path that is no picture's. */
export function pictureAt(path: string): RestAnswer | undefined {
  const [, kind, width, height, guid] = PICTURE.exec(path) ?? [];
  if (kind === undefined || guid === undefined) return undefined;
  const size = [Number(width), Number(height)] as const;
  if (size.some((length) => length < 1 || length > LARGEST)) {
    const expected = `expected a width and a height from 1 to ${LARGEST}, got ${width}x${height}`;
    return errorResponse('route_not_found', {}, expected);
  }
  const picture = sizedPicture(textKey(kind + guid), ...size);
  return { content: { ...picture, name: `${guid}.png`, mediaType: 'image/png' } };
}
