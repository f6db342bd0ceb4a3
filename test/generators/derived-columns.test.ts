import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { DAY_MS, MINUTE_MS } from '../../schemas/durations.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

const worlds = ['7', '8', 'derived'].flatMap((seed) =>
  (['tiny', 'small'] as const).map((size) => ({ seed, size })),
);

t.test('a detected keyword is in a version of the message that the detection names', async (t) => {
  for (const options of worlds) {
    for (const network of (await worldOf(options)).networks) {
      const bodies = new Map<string, string>();
      for (const { id, body } of allRows(network, 'MessageVersions'))
        bodies.set(String(id), `${bodies.get(String(id)) ?? ''}\n${body}`);
      const wrong = allRows(network, 'WatchAlertDetectedThreads').flatMap(({ keyword_detections: text }) =>
        (JSON.parse(String(text)) as { keyword: string; messageId: string }[]).filter(
          ({ keyword, messageId }) => !bodies.get(messageId)?.includes(keyword),
        ),
      );
      t.same(wrong, [], `${options.size}, seed ${options.seed}`);
    }
  }
});

t.test('an extraction gathers messages of one person and one file within minutes', async (t) => {
  let drafts = 0;
  for (const options of worlds) {
    for (const network of (await worldOf(options)).networks) {
      const runs = new Map<unknown, { readonly source: string; readonly at: number }>();
      const seen = new Set<unknown>();
      for (const row of allRows(network, 'MessageVersions')) {
        // The first version of a message comes first.
        if (seen.has(row.id)) continue;
        seen.add(row.id);
        const extraction = row.intelligent_importer_extraction_id;
        if (extraction === '') continue;
        const source = `${row.sender_id} ${row.intelligent_importer_file_id}`;
        const at = Date.parse(String(row.created_at));
        const run = runs.get(extraction) ?? { source, at };
        runs.set(extraction, run);
        t.equal(source, run.source, `${row.id}: one person and file`);
        t.match(source, /^\d+ \d+$/, `${row.id}: a file`);
        t.ok(at - run.at < 10 * MINUTE_MS, `${row.id}: within minutes`);
        drafts += 1;
      }
    }
  }
  t.ok(drafts > 50, `${drafts} drafts`);
});

t.test('the importer reads documents that the writer of the draft can open', async (t) => {
  let drafts = 0;
  for (const options of worlds) {
    for (const network of (await worldOf(options)).networks) {
      const files = new Map(allRows(network, 'Files').map((row) => [row.file_id, row]));
      const external = new Set(
        allRows(network, 'Groups')
          .filter((row) => row.external)
          .map(({ id }) => id),
      );
      for (const row of allRows(network, 'Messages')) {
        if (row.intelligent_importer_file_id === '') continue;
        const file = files.get(row.intelligent_importer_file_id);
        const open =
          file?.uploader_id === row.sender_id ||
          file?.group_id === row.group_id ||
          !(file?.in_private_group || external.has(file?.group_id as string));
        t.ok(open && !file?.in_private_conversation, `${row.id}: ${file?.id} can be read`);
        t.match(file?.name, /\.(txt|pdf|docx)$/, `${row.id}: a document`);
        drafts += 1;
      }
    }
  }
  t.ok(drafts > 50, `${drafts} drafts`);
});

t.test('a collaborator stands only at a text that a collaborator changed', async (t) => {
  let changed = 0;
  let published = 0;
  for (const options of worlds) {
    const [network] = (await worldOf(options)).networks;
    const before = new Map<unknown, Row>();
    for (const row of allRows(network, 'MessageVersions')) {
      const last = before.get(row.id);
      before.set(row.id, row);
      const same = last?.body === row.body;
      if (same && last?.is_draft && !row.is_draft) published += 1;
      if (row.collaborator_id === '') continue;
      t.ok(last, `${row.id}: not the first version`);
      if (same) t.equal(row.collaborator_id, last?.collaborator_id, `${row.id}: the text of before`);
      else changed += 1;
    }
  }
  t.ok(changed > 20 && published > 50, `${changed} changes, ${published} publications without a change`);
});

t.test('a campaign has messages with its hashtag', async (t) => {
  const [network] = (await worldOf({ seed: '7', size: 'small' })).networks;
  const hashtags = allRows(network, 'Campaigns').map(({ permalink }) => String(permalink));
  const names = new Set(allRows(network, 'Messages').flatMap(({ body }) => tagsIn(body)));
  const used = hashtags.filter((hashtag) => names.has(hashtag));
  t.ok(used.length > hashtags.length / 2, `${used.length} of ${hashtags.length} hashtags`);
});

/** The names of the tags in a text. */
function tagsIn(body: unknown): string[] {
  return Array.from(String(body).matchAll(/\[Tag:\d+:([^\]]*)\]/g), ([, name]) => name as string);
}

t.test('the description of a file names the subject of its name', async (t) => {
  let seen = 0;
  const subject = /learned about the (.*)\.|[„«“「]\s?(.*?)\s?[“»”」]/;
  for (const options of worlds) {
    for (const network of (await worldOf(options)).networks) {
      for (const { name, description } of allRows(network, 'Files')) {
        if (description === '') continue;
        const [, english, other] = subject.exec(String(description)) ?? [];
        if (!String(name).includes(english ?? other ?? '?')) t.fail(`${name}: ${description}`);
        seen++;
      }
    }
  }
  t.ok(seen > 100, `${seen} descriptions`);
});

t.test('every hashtag is a tag, and most tags are used', async (t) => {
  const { networks } = await worldOf({ seed: '7', size: 'small' });
  const tags = new Set(networks.flatMap((each) => allRows(each, 'Tags').map(({ name }) => name)));
  const used = new Set<string>();
  for (const { body } of networks.flatMap((each) => allRows(each, 'MessageVersions')))
    for (const name of tagsIn(body)) used.add(name);
  t.same(
    [...used].filter((name) => !tags.has(name)),
    [],
  );
  t.ok(used.size > (2 * tags.size) / 3, `${used.size} of ${tags.size} tags`);
});

t.test('nobody uses the hashtag of a campaign after its end', async (t) => {
  let closed = 0;
  for (const seed of ['7', '8', '9']) {
    const [network] = (await worldOf({ seed, size: 'small' })).networks;
    for (const age of [7, 21, 35]) {
      const then = NOON - age * DAY_MS;
      const hashtags = allRows(network, 'Campaigns', then)
        .filter(({ state }) => state !== 'ACTIVE')
        .map(({ permalink }) => permalink);
      const before = new Set(allRows(network, 'Messages', then).map(({ id }) => id));
      for (const { id, thread_id: thread, body } of allRows(network, 'Messages')) {
        if (before.has(id) || !tagsIn(body).some((name) => hashtags.includes(name))) continue;
        // In a thread of another network, the campaigns are those of that one.
        const home = network.conversation(String(thread), NOON)?.network.id;
        if (home === network.id) t.fail(`message ${id}: ${body}`);
      }
      closed += hashtags.length;
    }
  }
  t.ok(closed > 10, `${closed} closed campaigns`);
});
