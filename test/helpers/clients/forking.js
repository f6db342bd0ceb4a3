// Starts a process that never ends and holds its output open, prints without end, and does not end.
import { spawn } from 'node:child_process';

spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
process.on('SIGTERM', () => {});
setInterval(() => process.stdout.write('x'.repeat(10_000)), 1);
