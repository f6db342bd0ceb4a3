import fakeTimers from '@sinonjs/fake-timers';
import t from 'tap';
import { downloadUnder } from './download.mjs';

// tap has no fake timers. This list is the list that vitest fakes; Node itself needs `nextTick` and
// `queueMicrotask`.
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
