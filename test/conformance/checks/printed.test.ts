import t from 'tap';
import { quoted } from '../../../conformance/checks/printed.ts';

const FOLDER = '/tmp/engage-export-case-e4b1c9';
const values = {
  base_url: 'http://127.0.0.1:43210/export-8f2a',
  token: 'verified-admin~0123456789abcdef',
  since: '2024-06-01T00:00:00Z',
  now: '2024-06-19T12:00:00Z',
  user_id: '1001',
  out_dir: `${FOLDER}/a/out`,
  state_dir: `${FOLDER}/a/state`,
};
/** The values that differ from run to run, each with the shortest piece of it that would show. */
const changing = [
  [values.base_url, '43210'],
  [values.token, '0123'],
  [values.out_dir, 'case-'],
  [values.state_dir, 'case-'],
] as const;

t.test('a quoted message has no piece of a value of the run, wherever it is cut', async (t) => {
  for (const [value, piece] of changing) {
    for (let before = 120; before < 220; before += 1) {
      const text = `${'x'.repeat(before)} ${value} and more\n${'y'.repeat(2000)}`;
      const seen = quoted(text, { values });
      if (seen.includes(piece)) t.fail(`${before} characters before ${value}: ${seen}`);
    }
  }
  t.match(quoted(`cannot write ${values.out_dir}`, { values }), 'printed "cannot write {out_dir}"');
});
