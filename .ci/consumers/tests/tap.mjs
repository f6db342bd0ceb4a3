import fakeTimers from '@sinonjs/fake-timers';
import t from 'tap';
import { downloadUnder } from './download.mjs';

// tap has no fake timers of its own. These are what vitest fakes too; Node itself needs `nextTick` and `queueMicrotask`.
const toFake = [
  'setTimeout',
  'clearTimeout',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'Date',
  'performance',
];

t.test('an export under fake timers', async (t) => {
  let clock;
  await downloadUnder(
    () => {
      clock = fakeTimers.install({ toFake });
    },
    () => clock?.uninstall(),
  );
  t.pass('it came whole');
});
