import fakeTimers from '@sinonjs/fake-timers';
import t from 'tap';
import { downloadUnder } from './download.mjs';

// tap has no fake timers of its own. Node itself needs `nextTick` and `queueMicrotask`.
const toNotFake = ['nextTick', 'queueMicrotask'];

t.test('an export under fake timers', async (t) => {
  let clock;
  await downloadUnder(
    () => {
      clock = fakeTimers.install({ toNotFake });
    },
    () => clock?.uninstall(),
  );
  t.pass('it came whole');
});
