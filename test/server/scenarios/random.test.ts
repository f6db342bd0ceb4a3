import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import t from 'tap';
import { randomScenario } from '../../helpers/scenarios/random-scenarios.ts';
import { serveSessions, tiny, userOf } from '../../helpers/serve.ts';
import { look } from '../../helpers/wire.ts';

const RUNS = Number(process.env.RANDOM_SCENARIOS ?? 600);
/** Longer than any answer of these takes, their own waits included. */
const PATIENCE_MS = 20_000;
const SIDE_BY_SIDE = 4;
/** Of the whole test. */
const LONGEST_MS = 280_000;

const targets = [
  '/api/v1/export?since=2024-06-30&model=Message&model=Group&include=csv',
  '/api/v1/export?since=2024-06-29',
  `/api/v1/export/users/${userOf('active')}?model=Message&model=File`,
];

/** Sockets and servers that this process holds. */
function handles(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
}

t.setTimeout(LONGEST_MS);

t.test(`${RUNS} random compositions of steps harm nobody`, { timeout: LONGEST_MS }, async (t) => {
  const errors: unknown[] = [];
  const { port, sessions } = await serveSessions(t, { ...tiny, onError: (error) => errors.push(error) });
  const { session: bystander } = await sessions.open({});
  const watched = `/s/${bystander.id}${targets[0]}`;
  const untouched = (await look(port, watched)).body;
  const before = handles();
  const seeded = fc.sample(randomScenario, { numRuns: RUNS, seed: 20261122 });
  const late: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < seeded.length; index = next++) {
      const one = seeded[index];
      const { session } = await sessions.open({ scenario: one, timeScale: 1_000_000 });
      const target = `/s/${session.id}${targets[index % targets.length]}`;
      const patience = setTimeout(() => late.push(JSON.stringify(one)), PATIENCE_MS);
      await look(port, target, {}, 0);
      clearTimeout(patience);
      if (session.journal.recordings.length !== 1) late.push(`journal of ${JSON.stringify(one)}`);
      sessions.close(session.id);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  t.same(late, [], 'none hung');
  t.same(errors, [], 'none made the server fail');
  for (let tries = 0; handles() > before && tries < 100; tries++) await pause(50);
  t.ok(handles() <= before, `no handle is left: ${before} before, ${handles()} after`);
  t.ok((await look(port, watched)).body.equals(untouched), 'another session saw nothing of it');
  t.equal(bystander.journal.recordings.length, 2, 'nor did its journal');
  t.equal(sessions.list.length, 1, 'and no session is left');
});
