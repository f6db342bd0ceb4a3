import type { RefusedConnection } from '../../journal/index.ts';
import { number, visible } from '../components/format.ts';

/** The number of refused connections that are listed. */
const LISTED = 50;

/** The connections that were refused before a request, the latest first; nothing when there are none. */
export function Refused({ refused }: { readonly refused: readonly RefusedConnection[] }) {
  const [latest] = refused;
  if (latest === undefined) return null;
  return (
    <details class="refused">
      <summary>
        <span class="tag warn">
          {number(refused.length)} {refused.length === 1 ? 'connection' : 'connections'} without a request
        </span>{' '}
        {visible(latest.reason)}
      </summary>
      <ul>
        {refused.slice(0, LISTED).map((one) => (
          <li key={one.id}>
            <time dateTime={one.at}>{one.at.slice(11, 19)}</time> <b>{one.kind}</b> {one.status} {one.scheme}
            {one.proxied && ' through the proxy'}
            {one.name !== null && (
              <>
                {' for '}
                <bdi>{visible(one.name)}</bdi>
              </>
            )}{' '}
            from {one.address}:{one.port}: {visible(one.reason)}
          </li>
        ))}
      </ul>
      {refused.length > LISTED && <p class="quiet">The latest {LISTED} are listed.</p>}
    </details>
  );
}
