import { test, vi } from 'vitest';
import { downloadUnder } from './download.mjs';

test('an export under fake timers', () =>
  downloadUnder(
    () => vi.useFakeTimers(),
    () => vi.useRealTimers(),
  ));
