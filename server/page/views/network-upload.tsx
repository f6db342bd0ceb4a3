import { sessionPath } from '../api.ts';
import { bytes, instant, visible } from '../components/format.ts';

/** A version of a file that a message carries. */
export interface UploadVersion {
  readonly id: string;
  readonly file_id: string;
  readonly name: string;
  readonly stored: boolean;
  readonly uploaded_at: string;
  readonly deleted_at: string;
  readonly reverted_to_id: string;
  readonly media_type: string | null;
  readonly bytes: number | null;
}

/** The types that a browser shows; it saves the others. */
const SHOWN = /^(?:text\/plain|image\/png|audio\/wav)$/;

/** The file of a message: its latest version, and the ones before. */
export function Upload({ versions }: { readonly versions: readonly UploadVersion[] }) {
  const last = versions.at(-1);
  if (last === undefined) return null;
  const isPicture = last.media_type === 'image/png';
  return (
    <div class="upload">
      {isPicture && <img src={addressOf(last)} alt="" loading="lazy" />}
      <div>
        <Version version={last} />
        {versions.length > 1 && (
          <details>
            <summary>
              {versions.length - 1} earlier version{versions.length === 2 ? '' : 's'}
            </summary>
            <ul>
              {versions.slice(0, -1).map((version) => (
                <li key={version.id}>
                  <Version version={version} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}

function Version({ version }: { readonly version: UploadVersion }) {
  const { name, media_type, bytes: size, uploaded_at, deleted_at, stored, reverted_to_id } = version;
  const isShown = SHOWN.test(media_type ?? '');
  return (
    <>
      {media_type === null ? (
        <span class="mono" dir="auto">
          {visible(name)}
        </span>
      ) : (
        <a class="mono" href={addressOf(version)} dir="auto" target="_blank" rel="noreferrer">
          {visible(name)}
          <span class="hidden">, {isShown ? 'opens in a new tab' : 'is saved'}</span>
        </a>
      )}
      <div class="quiet small">
        {size !== null && `${bytes(size)} · `}
        {instant(uploaded_at)}
        {!stored && ' · in SharePoint, not in exports'}
        {reverted_to_id !== '' && ' · goes back to an earlier version'}
        {deleted_at !== '' && ` · deleted ${instant(deleted_at)}`}
      </div>
    </>
  );
}

function addressOf({ file_id, id }: UploadVersion): string {
  return `/__admin${sessionPath(`/network/uploads/${file_id}?version=${id}`)}`;
}
