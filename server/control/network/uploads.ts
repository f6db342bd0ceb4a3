import { Readable } from 'node:stream';
import { ControlError, type Handler } from '../call.ts';
import { dataCall, valuesOf } from './asked.ts';

/**
 * Types that a browser shows without running anything in them; with `nosniff` it takes them for nothing else.
 * Every other content is saved, not shown.
 */
const SHOWN: readonly string[] = ['text/plain', 'image/png', 'audio/wav'];
/** The policy of a content: it runs and loads nothing, and has an origin of its own. */
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'";

/** Sends the content of a file, or of one of its versions. */
export const showUpload: Handler = async (call) => {
  const { network: name, version } = valuesOf(call, ['network', 'version']);
  const { network, now } = await dataCall(call, name === undefined ? {} : { network: name });
  const found = network.content(call.params.upload ?? '', version, now);
  if (found === undefined)
    throw new ControlError(404, 'There is no file with this id, not yet, or it was deleted.');
  const { name: fileName, mediaType, bytes, content } = found;
  const isShown = SHOWN.includes(mediaType);
  return {
    status: 200,
    headers: {
      'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'content-length': String(bytes),
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(fileName)}`,
      'content-security-policy': SANDBOX,
    },
    body: Readable.from(content()),
  };
};

/** Encodes a name for a header, RFC 8187. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
