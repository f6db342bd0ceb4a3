import t from 'tap';
import { checkExport, checkInThread } from '../../../conformance/index.ts';
import { tiny, withExport } from '../../helpers/inspect/law-exports.ts';

t.test('a check on a thread has the same report, limits included', async (t) => {
  await withExport(tiny, async (path) => {
    for (const options of [{ laws: true }, { limits: { maxMembers: 3 } }])
      t.strictSame(await checkInThread(path, options), await checkExport(path, options));
  });
});

t.test('a check on a thread ends with its signal, and with an error', async (t) => {
  await withExport(tiny, async (path) => {
    const ending = new AbortController();
    const checked = checkInThread(path, { laws: true, signal: ending.signal });
    ending.abort(new Error('enough'));
    await t.rejects(checked, { message: 'enough' });
    await t.rejects(checkInThread(path, { signal: ending.signal }), { message: 'enough' });
    await t.rejects(checkInThread(`${path}.missing`), { code: 'ENOENT' });
  });
});
