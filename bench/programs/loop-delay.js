// Loaded into a server before its own code: measures its event loop delay from the last SIGUSR2 until its
// end.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOSECONDS = 1e6;
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('SIGUSR2', () => delay.reset());
process.on('exit', () => {
  const median = delay.percentile(50) / NANOSECONDS;
  const p99 = delay.percentile(99) / NANOSECONDS;
  const most = delay.max / NANOSECONDS;
  writeFileSync(process.env.LOOP_DELAY_FILE, JSON.stringify({ median, p99, most }));
});
