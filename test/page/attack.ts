import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { opened, served, viewsOf } from './browser.ts';
import { rawRequest } from './raw-request.ts';

/** Markup that runs where it is read as markup. */
const MARKUP = `"'><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>`;
/** Characters that hide or turn around a text. */
const UNSEEN = '\u202e\u0007\u001b[31m\u2066';

test('data full of markup and control characters is shown as text in every view', async (t) => {
  const server = await served(t);
  const session = await server.session({ seed: MARKUP.slice(0, 64) });
  await server.scenarios.add({
    name: 'marked-up',
    what: MARKUP + UNSEEN,
    rules: [
      { steps: [{ do: 'answer', status: 503, body: MARKUP, headers: { 'content-type': 'text/html' } }] },
    ],
  });
  const hidden = `"><img src=x onerror=alert(1)>\u202e.csv`;
  await server.scenarios.add({
    name: 'marked-up-member',
    rules: [{ steps: [{ do: 'add-member', name: hidden, holds: 'text' }] }],
  });
  const encoded = encodeURIComponent(MARKUP + UNSEEN);
  for (const target of [
    `/api/v1/export?since=2024-06-29&model=${encoded}`,
    `/api/v1/${encoded}?${encoded}=${encoded}`,
    '/api/v1/export?since=2024-06-29&x=<b>javascript:alert(4)',
    `/s/${session.id}/api/v1/export?since=${encoded}`,
    `/api/v1/export/users/${encoded}`,
  ])
    await rawRequest(server.port, target, [
      ['Authorization', 'Bearer verified-admin~marked-up'],
      ['User-Agent', `${MARKUP}\u202e\u2066`],
      ["X-!#$%&'*+.^_`|~", MARKUP],
      ['Referer', 'javascript:alert(5)'],
    ]);
  await fetch(`${server.url}/api/v1/export?since=2024-06-29&model=Segment`, {
    headers: { authorization: 'Bearer verified-admin~marked-up-member' },
  }).then((response) => response.arrayBuffer());
  const page = await opened(t, server, '/');
  await page.locator('h1').waitFor();
  const exchanges = await server.requests();
  assert.equal(exchanges.length, 6);
  assert.ok(exchanges.at(-1)?.archive.some(({ name }) => name === hidden));
  const places = [
    ...(await viewsOf(page)),
    ...exchanges.map(({ id }) => `/journal/${id}`),
    `/journal?q=${encoded}&status=${encoded}&scenario=${encoded}`,
    `/scenarios/${encoded}`,
    `/scenarios?q=${encoded}`,
    '/scenarios/marked-up',
    '/scenarios/new?from=marked-up',
    '/scenarios/new?from=marked-up-member',
    `/scenarios/new?from=${encoded}`,
    `/sessions/${session.id}`,
    `/sessions/${encoded}`,
    `/${encoded}`,
  ];
  for (const place of places) {
    await page.goto(`${server.url}/#${place}`);
    await page.locator('h1').waitFor();
    await page.waitForTimeout(150);
    for (const summary of await page.locator('.drawer summary').all()) await summary.click();
    for (const tab of await page.getByRole('tab').all()) await tab.click();
    const strange = await page.locator('img, svg, script:not([src]), iframe, a[href^="javascript:"]').count();
    assert.equal(strange, 0, place);
    const shown = await page.evaluate(() => document.body.innerText);
    const raw = ['\u0007', '\u001b', '\u202e', '\u2066'].some((one) => shown.includes(one));
    assert.equal(raw, false, `${place}: no character that hides or turns a text`);
  }
  await page.goto(`${server.url}/#/journal/1`);
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
});
