import { mock, test } from 'node:test';
import { downloadUnder } from './download.mjs';

test('an export under fake timers', () =>
  downloadUnder(
    () => mock.timers.enable(),
    () => mock.timers.reset(),
  ));
