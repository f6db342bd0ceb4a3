import { worldOf } from './world.ts';

/** The worlds of these networks. */
export const worlds = await Promise.all([
  worldOf({ seed: '7' }),
  worldOf({ seed: 'questions' }),
  worldOf({ seed: '7', size: 'small' }),
]);

/** The networks that the questions of people who run one are asked of. */
export const networks = worlds.flatMap((world) => world.networks);

/** The time in a cell, Unix milliseconds. */
export const timeOf = (value: unknown) => Date.parse(String(value));
