import { useState } from 'preact/hooks';
import { call, sessionPath, useApi } from '../api.ts';
import { Code } from '../components/code.tsx';
import { Drawer } from '../components/drawer.tsx';
import { Failure } from '../components/failure.tsx';
import { visible } from '../components/format.ts';
import { Loading } from '../components/loading.tsx';
import { linkTo, pageSession } from '../router.ts';
import { places, type Shown, written } from './scenarios-data.ts';
import { Rules } from './scenarios-picture.tsx';

/** One scenario in a drawer. */
export function Detail({
  name,
  playing,
  onChanged,
  onClose,
}: {
  readonly name: string;
  /** True when the session plays it for all requests that select none. */
  readonly playing: boolean;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { value, error } = useApi<Shown>(`/scenarios/${encodeURIComponent(name)}`);
  return (
    <Drawer title={visible(name)} onClose={onClose}>
      <Failure error={error} />
      {value === undefined && error === undefined && <Loading />}
      {value && (
        <>
          {value.what && <p>{visible(value.what)}</p>}
          <dl class="facts">
            <dt>Where</dt>
            <dd>{places[value.area] ?? visible(value.area)}</dd>
            {value.shows && (
              <>
                <dt>Symptom</dt>
                <dd>{visible(value.shows)}</dd>
              </>
            )}
            {value.source && (
              <>
                <dt>Source</dt>
                <dd>{visible(value.source)}</dd>
              </>
            )}
          </dl>
          <Actions scenario={value} playing={playing} onChanged={onChanged} onClose={onClose} />
          <h3>What happens</h3>
          <Rules rules={value.rules} sentences={value.steps} />
          <h3>Select it</h3>
          <Code label="Token" text={value.token} />
          <Code label="curl command" text={inSession(value.curl)} />
          <h3>As it is written</h3>
          <Code label="Scenario as JSON" text={written(value)} />
        </>
      )}
    </Drawer>
  );
}

/** The curl line for the session of the page. */
function inSession(curl: string): string {
  return pageSession === undefined ? curl : curl.replace('/api/v1/', `/s/${pageSession}/api/v1/`);
}

function Actions({
  scenario: { name, area },
  playing,
  onChanged,
  onClose,
}: {
  readonly scenario: Shown;
  readonly playing: boolean;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const [error, setError] = useState<Error>();
  const act = (done: () => Promise<unknown>) => () => {
    setError(undefined);
    done().then(onChanged, setError);
  };
  const play = (scenario: string) =>
    act(() => call('POST', sessionPath('/scenario'), { body: { scenario } }));
  const remove = act(async () => {
    await call('DELETE', `/scenarios/${encodeURIComponent(name)}`);
    onClose();
  });
  return (
    <>
      <div class="row">
        {playing ? (
          <button type="button" class="main" onClick={play('none')}>
            Stop playing it
          </button>
        ) : (
          <button type="button" class="main" onClick={play(name)}>
            Play for everybody
          </button>
        )}
        <a class="button" href={linkTo(['scenarios', 'new'], { from: name })}>
          {area === 'own' ? 'Edit' : 'Edit a copy'}
        </a>
        <a class="button" href={linkTo(['journal'], { scenario: name })}>
          Its exchanges
        </a>
        {area === 'own' && (
          <button type="button" onClick={remove}>
            Remove
          </button>
        )}
      </div>
      <p class="quiet">
        “Everybody” is every request {pageSession === undefined ? '' : 'of this session '}that selects no
        scenario itself.
      </p>
      <Failure error={error} />
    </>
  );
}
