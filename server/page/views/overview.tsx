import { useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';

interface Info {
  readonly seed: string;
  readonly size: string;
  readonly profile: string;
}

/** The overview: what the server is, and how a client reaches it. */
export function Overview() {
  const { value, error } = useApi<Info>('/info');
  return (
    <>
      <h1>Overview</h1>
      <Failure error={error} />
      {value && (
        <dl class="facts">
          <dt>Size</dt>
          <dd>{value.size}</dd>
          <dt>Seed</dt>
          <dd>{value.seed}</dd>
          <dt>Profile</dt>
          <dd>{value.profile}</dd>
        </dl>
      )}
    </>
  );
}
