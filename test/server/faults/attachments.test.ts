import t from 'tap';
import { make, planOf, whole } from '../../helpers/scenarios/data-exports.ts';

t.test('an attachment without a row is in the folder of the other attachments', async (t) => {
  for (const folder of ['files', 'Files'] as const) {
    const plan = await planOf({ ...whole, options: { assumptions: { 'files-folder': folder } } });
    const made = await make(plan, [{ do: 'attachment-mismatch', how: 'member-without-row' }]);
    const folders = [...made.members.keys()].flatMap((name) => /^(\w+)\//.exec(name)?.[1] ?? []);
    t.strictSame([...new Set(folders)], [folder]);
  }
});
