// A client that handles several runs in one process. `since` selects its behaviour, correct or wrong.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [stubborn, pids] = process.argv.slice(2);
if (stubborn !== undefined) {
  appendFileSync(pids, `${process.pid}\n`);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
  setInterval(() => {}, 1000);
}
let runs = 0;
const print = (text) => process.stdout.write(text);
const answer = (id, outcome, message) => print(`${JSON.stringify({ id, outcome, message })}\n`);

const wrong = {
  exit: () => process.exit(0),
  crash: () => process.kill(process.pid, 'SIGSEGV'),
  hang: () => {},
  'wrong-id': () => answer(99, 'complete'),
  'no-outcome': (id) => answer(id, 'done'),
  number: (id) => answer(id, 'complete', 7),
  twice: (id) => {
    answer(id, 'complete');
    answer(id, 'failed');
  },
  'endless-line': () => print('x'.repeat(3_000_000)),
  flood: (id) => {
    print(`${'x'.repeat(999)}\n`.repeat(5000));
    answer(id, 'complete');
  },
  grandchild: () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    print(`${child.pid}\n`);
  },
  zone: (id) => answer(id, 'complete', `zone ${process.env.TZ}, run ${runs}`),
  'answer-and-exit': (id) => {
    answer(id, 'complete');
    process.exit(0);
  },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, values } = JSON.parse(line);
  runs++;
  const act = wrong[values.since];
  if (act !== undefined) return act(id);
  print('a word\n');
  process.stderr.write('an error\n');
  answer(id, values.since, `is ${values.since}, run ${runs}, token ${process.env.ENGAGE_TOKEN}`);
});
