import { setTimeout as pause } from 'node:timers/promises';
import t from 'tap';
import fc from '../../helpers/properties.ts';
import { randomScenario } from '../../helpers/scenarios/random-scenarios.ts';
import { serveSessions, tiny, userOf } from '../../helpers/serve.ts';
import { look } from '../../helpers/wire.ts';

const RUNS = Number(process.env.RANDOM_SCENARIOS ?? 300);
/** The maximum time of one response: longer than any of them takes, including its waits. */
const RESPONSE_LIMIT_MS = 20_000;
const SIDE_BY_SIDE = 4;
/** The time limit of the whole test. */
const LONGEST_MS = 280_000;

const targets = [
  '/api/v1/export?since=2024-06-30&model=Message&model=Group&include=csv',
  '/api/v1/export?since=2024-06-29',
  `/api/v1/export/users/${userOf('active')}?model=Message&model=File`,
];

/** The number of sockets and servers of this process. */
function handles(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
}

t.setTimeout(LONGEST_MS);

t.test(
  `${RUNS} random combinations of steps do not affect the server or other sessions`,
  { timeout: LONGEST_MS },
  async (t) => {
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
        const limit = setTimeout(() => late.push(JSON.stringify(one)), RESPONSE_LIMIT_MS);
        await look(port, target, {}, 0);
        clearTimeout(limit);
        if (session.journal.records.length !== 1) late.push(`journal of ${JSON.stringify(one)}`);
        sessions.close(session.id);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    t.same(late, [], 'none hung');
    t.same(errors, [], 'none made the server fail');
    for (let tries = 0; handles() > before && tries < 100; tries++) await pause(50);
    t.ok(handles() <= before, `no handle remains open: ${before} before, ${handles()} after`);
    t.ok((await look(port, watched)).body.equals(untouched), 'another session is not affected');
    t.equal(bystander.journal.records.length, 2, 'its journal contains only its own requests');
    t.equal(sessions.list.length, 1, 'no other session remains');
  },
);
