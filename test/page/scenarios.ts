import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { headers, opened, served } from './browser.ts';

const EXPORT = '/api/v1/export?since=2024-06-29&model=Segment';

test('a scenario is found by symptom and by place, and played for everybody', async (t) => {
  const server = await served(t);
  const page = await opened(t, server, '/#/scenarios');
  await page.getByLabel('Symptom, file or name').fill('retry-after rate');
  await page
    .getByRole('link', { name: /^rate-limited\b(?!-)/ })
    .first()
    .click();
  const drawer = page.getByRole('complementary');
  await drawer
    .getByText(/^On request/)
    .first()
    .waitFor();
  assert.ok((await drawer.getByRole('img').count()) > 0, 'the stream is drawn');
  await drawer.getByRole('button', { name: 'Play for everybody' }).click();
  await drawer.getByRole('button', { name: 'Stop playing it' }).waitFor();
  assert.equal((await fetch(server.url + EXPORT, { headers })).status, 429);
  await drawer.getByRole('button', { name: 'Stop playing it' }).click();
  await drawer.getByRole('button', { name: 'Play for everybody' }).waitFor();
  assert.equal((await fetch(server.url + EXPORT, { headers })).status, 200);
  await page.goto(`${server.url}/#/scenarios?place=archive`);
  await page.getByRole('link', { name: /crc/ }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: /^rate-limited/ }).count(), 0);
});

test('the editor refuses a wrong step at its line, helps, and adds a scenario', async (t) => {
  const server = await served(t);
  const page = await opened(t, server, '/#/scenarios/new');
  const editor = page.getByLabel('Scenario as JSON');
  const text = (kind: string, percent: number) => `{
  // Comments are allowed.
  "name": "mine",
  "rules": [
    { "steps": [{ "do": "wait", "ms": 1 }] },
    {
      "steps": [
        { "do": "${kind}",
          "until": { "member": "Messages.csv", "percent": ${percent} },
          "end": "reset" }
      ]
    }
  ]
}`;
  const wrong = async () =>
    page.locator('.wrong').evaluateAll((lines) => lines.map((line) => line.dataset.line));
  const add = page.getByRole('button', { name: 'Add' });
  await editor.fill(text('steam', 60));
  await page.getByText(/expected the kind of the step, got "steam"/).waitFor();
  assert.deepEqual(await wrong(), ['8']);
  assert.equal(await page.locator('.layers u').innerText(), '"steam"', 'it is underlined');
  assert.ok(await editor.evaluate((area) => area === document.activeElement), 'the focus stays');
  assert.equal(
    await page.getByRole('alert').filter({ hasText: 'steam' }).count(),
    0,
    'nobody is interrupted',
  );
  await add.click();
  await page.getByRole('alert').filter({ hasText: 'steam' }).waitFor();
  await editor.fill(text('stream', 600));
  await add.click();
  await page.getByText('got 600').waitFor();
  assert.deepEqual(await wrong(), ['9']);
  await page.getByRole('button', { name: 'Line 9' }).click();
  const selected = await editor.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  assert.equal(selected, '600');
  await editor.press('ArrowLeft');
  await page.getByLabel(/^Help/).getByText('number from 0 to 100').waitFor();
  await editor.fill(text('stream', 60).replace('"rules": [', '"rules": ['.slice(0, -1)));
  await add.click();
  await page
    .getByText(/^Line 4Expected JSON|Expected JSON/)
    .first()
    .waitFor();
  await editor.fill(text('stream', 60).replace('mine', 'csv-bom'));
  await page.getByText(/expected a name that is not in use/).waitFor();
  await editor.fill(text('stream', 60));
  await page.getByText('No mistake.').waitFor();
  const preview = page.getByRole('region', { name: 'What happens' });
  await preview.getByText('60 % of the data of Messages.csv').waitFor();
  assert.ok(!(await server.scenarios.names()).includes('mine'), 'a check adds nothing');
  await add.click();
  await page.getByRole('link', { name: 'mine', exact: true }).click();
  await page.getByRole('complementary').getByText('60 % of the data of Messages.csv').first().waitFor();
  assert.ok((await server.scenarios.names()).includes('mine'));
});
