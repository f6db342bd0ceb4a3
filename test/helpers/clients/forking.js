// Starts a child process that never ends and keeps its output open. Prints without end and does not exit.
import { spawn } from 'node:child_process';

spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
process.on('SIGTERM', () => {});
setInterval(() => process.stdout.write('x'.repeat(10_000)), 1);
