import type { ComponentChildren } from 'preact';
import type { Exchange } from '../../journal/index.ts';
import { useApi } from '../api.ts';
import { Code } from '../components/code.tsx';
import { Drawer } from '../components/drawer.tsx';
import { Failure } from '../components/failure.tsx';
import { bytes, duration, instant, json, visible } from '../components/format.ts';
import { Pairs } from '../components/pairs.tsx';
import { Tabs } from '../components/tabs.tsx';
import { linkTo } from '../router.ts';
import { curlOf, type NetworkOptions, testOf } from './journal-code.ts';
import { Stream } from './journal-stream.tsx';
import { endings, toneOf } from './journal-words.ts';

/** One exchange in a drawer. */
export function Entry({ exchange, onClose }: { readonly exchange: Exchange; readonly onClose: () => void }) {
  const { id, request, response, parameters, hint, lints } = exchange;
  return (
    <Drawer title={`${id}: ${visible(request.method)} ${visible(request.path)}`} onClose={onClose}>
      <Facts exchange={exchange} />
      {(hint !== null || lints.length > 0) && (
        <Section title="Remarks">
          {hint !== null && <p class="remark">{visible(hint)}</p>}
          {lints.map(({ id: lint, text, source }, index) => (
            <p key={`${index} ${lint}`} class="remark">
              {visible(text)}{' '}
              <small>
                <a href={linkTo(['journal'], { lint })}>{lint}</a> · {visible(source)}
              </small>
            </p>
          ))}
        </Section>
      )}
      <Section title="Stream">
        <Stream exchange={exchange} />
      </Section>
      {parameters && (
        <Section title="Parameters as understood">
          <Pairs caption="Parameters as understood" pairs={parameters} />
        </Section>
      )}
      <Section title="Request headers">
        <Pairs caption="Request headers" pairs={request.headers} />
      </Section>
      {response && (
        <Section title="Response headers">
          <Pairs caption="Response headers" pairs={response.headers} />
        </Section>
      )}
      <Section title="Do it again">
        <Again exchange={exchange} />
      </Section>
    </Drawer>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h3>{title}</h3>
      {children}
    </>
  );
}

function Facts({ exchange }: { readonly exchange: Exchange }) {
  const { at, session, number: of, request, response, scenario, ms, ending } = exchange;
  const { word, tone, text } = endings[ending];
  return (
    <dl class="facts">
      <dt>Status</dt>
      <dd>
        {response ? (
          <a href={linkTo(['journal'], { status: response.status })} class={`tag ${toneOf(response.status)}`}>
            {response.status} {visible(response.reason)}
          </a>
        ) : (
          'no response'
        )}
      </dd>
      <dt>Ending</dt>
      <dd>
        <a class={`tag ${tone}`} href={linkTo(['journal'], { ending })}>
          {word}
        </a>{' '}
        {text}
      </dd>
      {scenario && (
        <>
          <dt>Scenario</dt>
          <dd>
            <a href={linkTo(['scenarios', scenario.name])}>{visible(scenario.name)}</a>, its request{' '}
            {scenario.number} ·{' '}
            <a href={linkTo(['journal'], { scenario: scenario.name })}>all its exchanges</a>
          </dd>
        </>
      )}
      <dt>Target</dt>
      <dd>
        <bdi class="mono">{visible(request.target)}</bdi>
      </dd>
      <dt>Size</dt>
      <dd>
        {bytes(exchange.bytes.body)} of body, {bytes(exchange.bytes.head)} of head
      </dd>
      <dt>Time</dt>
      <dd>
        {ms.head === null ? 'no head yet' : `head after ${duration(ms.head)}`}
        {ms.total !== null && `, end after ${duration(ms.total)}`}
      </dd>
      <dt>Begin</dt>
      <dd>{instant(at)} UTC, by the clock of the session</dd>
      <dt>Session</dt>
      <dd>
        <a href={linkTo(['journal'], { session })}>{session}</a>, its request {of}
        {request.scheme === 'https' && ', over HTTPS'}
        {request.proxied && ', through the mock as a proxy'}
      </dd>
    </dl>
  );
}

function Again({ exchange }: { readonly exchange: Exchange }) {
  const { value, error } = useApi<NetworkOptions>(`/sessions/${exchange.session}`);
  return (
    <>
      <Failure error={error} />
      <Tabs
        label="Do it again"
        tabs={[
          {
            title: 'As curl',
            content: () => <Code label="curl command" text={curlOf(exchange, location.origin)} />,
          },
          { title: 'As HAR', content: () => <Har exchange={exchange} /> },
          {
            title: 'Make this a test',
            content: () => value && <Code label="Test for node:test" text={testOf(exchange, value)} />,
          },
        ]}
      />
    </>
  );
}

function Har({ exchange: { id } }: { readonly exchange: Exchange }) {
  const path = `/requests?format=har&after=${id - 1}&limit=1`;
  const { value, error } = useApi<object>(path);
  return (
    <>
      <Failure error={error} />
      {value && <Code label="HTTP Archive" text={json(value, 2)} />}
    </>
  );
}
