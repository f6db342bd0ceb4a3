import { jest, test } from '@jest/globals';
import { downloadUnder } from './download.mjs';

test('an export under fake timers', () =>
  downloadUnder(
    () => jest.useFakeTimers(),
    () => jest.useRealTimers(),
  ));
