import type { Row } from '../../../generators/index.ts';
import { NOW, testContext } from '../serve.ts';

const [home] = (await testContext().world()).networks;
const window = { from: home.createdAt, to: NOW + 1, now: NOW };

/** The ids of files of the tiny network that were not deleted, one of each type. */
export const uploadIds: readonly string[] = [
  ...new Map(
    Array.from<Row>(home.rows('Files', window))
      .filter(({ deleted_at }) => deleted_at === '')
      .map(({ name, file_id }) => [String(name).split('.').at(-1), String(file_id)]),
  ).values(),
];

/** Values of placeholders: things that every server with the tiny network has. */
export const sampleParams = {
  name: 'csv-bom',
  profile: 'current',
  file: 'Messages.json',
  thread: Array.from(home.threads({ before: NOW, now: NOW }), (place) => place?.id ?? '').find(Boolean) ?? '',
  upload: uploadIds[0] ?? '',
};
