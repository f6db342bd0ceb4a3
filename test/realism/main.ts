/**
 * Measures whether a network reads like a workplace, and whether its people act like those of one:
 *
 *     npm run realism                   networks of the size small, seeds 1 to 8
 *     npm run realism -- --seed 7       one seed
 *     npm run realism -- --size medium --days 90
 *
 * Prints every measure with the band in which it should be, and why. The texts are those of the home network;
 * what people do is measured in every network. Ends with 1 when a figure is out of its band.
 */
import { parseArgs } from 'node:util';
import { createWorld, type Network, type Row, worldOptions } from '../../generators/index.ts';
import { DAY_MS } from '../../schemas/durations.ts';
import { type Activity, activityMeasures } from './activity.ts';
import { type Band, measures } from './measures.ts';

const NOW = Date.UTC(2026, 4, 20, 12);

const { values } = parseArgs({
  options: {
    seed: { type: 'string', multiple: true },
    size: { type: 'string', default: 'small' },
    days: { type: 'string' },
  },
});
const from = values.days === undefined ? 0 : NOW - Number(values.days) * DAY_MS;
const seeds = values.seed ?? ['1', '2', '3', '4', '5', '6', '7', '8'];
const explained = new Set<string>();
for (const seed of seeds) {
  const world = await createWorld(worldOptions({ size: values.size as 'small', seed }, NOW));
  const seen = world.networks.map(activityOf);
  const [home] = world.networks;
  const [{ messages }] = seen as [Activity];
  console.log(
    `seed ${seed}: ${seen.map((each) => each.messages.length).join(', ')} messages in the networks`,
  );
  const versions = rowsOf(home, 'MessageVersions', from);
  for (const measure of measures) print(measure, [measure.of({ messages, versions })]);
  for (const measure of activityMeasures) print(measure, seen.map(measure.of));
}

function activityOf(network: Network): Activity {
  return {
    users: rowsOf(network, 'Users', 0),
    messages: rowsOf(network, 'Messages', from),
    reactions: rowsOf(network, 'LikedMessageHistory', from),
  };
}

function rowsOf(network: Network, key: string, since: number): Row[] {
  return [...network.rows(key, { from: since, to: NOW + 1, now: NOW })];
}

/** Prints a figure of the home network, followed by those of the external ones. */
function print({ name, band: [least, most], why }: Band, figures: readonly number[]): void {
  const fits = figures.every((figure) => figure >= least && figure <= most);
  if (!fits) process.exitCode = 1;
  const text = figures.map((figure) => figure.toFixed(4)).join(' ');
  console.log(`  ${fits ? 'ok ' : 'OUT'} ${text}  ${name} (${least} to ${most})`);
  if (!fits || !explained.has(name)) console.log(`      ${why}`);
  explained.add(name);
}
