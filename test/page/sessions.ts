import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { opened, served } from './browser.ts';

test('the slider moves the clock, and with it the rows', async (t) => {
  const server = await served(t);
  const page = await opened(t, server, '/#/sessions');
  const rows = page.getByText(/^Rows of the last day/);
  const before = await rows.innerText();
  const slider = page.getByRole('slider');
  await slider.focus();
  for (let day = 0; day < 3; day += 1) {
    await page.keyboard.press('ArrowLeft');
    await page.getByText(`2024-06-${29 - day} 12:00:00 UTC`).waitFor();
  }
  assert.equal(server.clock.now(), Date.UTC(2024, 5, 27, 12));
  await page.waitForFunction(
    (text) => !Array.from(document.querySelectorAll('p')).some(({ innerText }) => innerText === text),
    before,
  );
  await page.getByRole('button', { name: '+1 hour' }).click();
  await page.getByText('2024-06-27 13:00:00 UTC').waitFor();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('2024-06-30 12:00:00 UTC').waitFor();
});

test('a session is begun, played in, and ended', async (t) => {
  const server = await served(t);
  const page = await opened(t, server, '/#/sessions');
  const form = page.getByRole('region', { name: 'Begin a session' });
  await form.getByLabel('Scenario').fill('csv-bomb');
  await form.getByRole('button', { name: 'Begin' }).click();
  await form.getByText('Did you mean "csv-bom"?').waitFor();
  assert.equal(await form.getByLabel('Scenario').getAttribute('aria-invalid'), 'true');
  await form.getByLabel('Scenario').fill('csv-bom');
  await form.getByLabel('Seed').fill('9');
  await form.getByRole('button', { name: 'Begin' }).click();
  const one = page.getByRole('region', { name: /^Session / });
  await one.getByText('It plays csv-bom.').waitFor();
  assert.match(await one.getByLabel('Token', { exact: true }).innerText(), /^verified-admin~[0-9a-f]{16}/);
  await one.getByRole('button', { name: 'Play none' }).click();
  await one.getByText('None is played.').waitFor();
  await one.getByRole('button', { name: 'End' }).click();
  await page.getByText('The server’s own session').waitFor();
  assert.equal(await page.getByRole('row').count(), 2, 'the table has only the own session');
});

test('the overview shows how to reach the server and each session', async (t) => {
  const server = await served(t);
  const session = await server.session({ seed: '9' });
  const page = await opened(t, server, `/s/${session.id}/`);
  await page.getByRole('figure', { name: 'Base URL' }).getByText(session.url).waitFor();
  for (const language of ['PowerShell', 'Python', 'Node', 'curl']) {
    await page.getByRole('tab', { name: language }).click();
    const code = page.getByRole('figure', { name: `Export with ${language}` });
    assert.match(await code.innerText(), new RegExp(`${session.url}/api/v1/export\\?since=2024-06-29`));
  }
});
