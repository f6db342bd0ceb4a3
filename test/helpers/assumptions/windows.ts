import { csvs, exported, linesOf, now, type Proofs, requests } from './observe.ts';

/** The number of CSVs that list the current state, whatever the window. */
const STATE_OF_NOW = 2;

/** Assumptions with an effect on the window of an export. */
export const windowProofs = {
  'legacy-until-default': {
    see: async (askIn) => {
      const query = 'model=User&since=2024-06-01';
      const [legacy] = await requests(askIn('legacy'), ['until'], query);
      const [current] = await requests(askIn('current'), ['until'], query);
      const [given] = await requests(askIn('legacy'), ['until'], `${query}&until=2024-06-20T05:00:00Z`);
      const late = csvs(await exported(askIn('legacy'), 'include=csv&since=2024-06-30T00:00:01Z')).filled
        .length;
      const anything = late > STATE_OF_NOW;
      return [legacy, current, given, anything];
    },
    seen: {
      now: [now, now, '2024-06-20T05:00:00.000Z', true],
      today: ['2024-06-30T00:00:00.000Z', now, '2024-06-20T05:00:00.000Z', false],
    },
  },
  'legacy-until': {
    see: async (askIn) => {
      const query = 'model=User&since=2024-06-01T03:00:00Z&until=2024-06-';
      const [legacy, bare, hour] = await requests(
        askIn('legacy'),
        ['until'],
        `${query}20T05:00:00Z`,
        `${query}20`,
        `${query}01T04:00:00Z`,
      );
      const [current] = await requests(askIn('current'), ['until'], `${query}20T05:00:00Z`);
      return [legacy, bare, hour, current];
    },
    seen: {
      instant: [
        '2024-06-20T05:00:00.000Z',
        '2024-06-20T00:00:00.000Z',
        '2024-06-01T04:00:00.000Z',
        '2024-06-20T05:00:00.000Z',
      ],
      midnight: ['2024-06-20T00:00:00.000Z', '2024-06-20T00:00:00.000Z', '400', '2024-06-20T05:00:00.000Z'],
    },
  },
  'things-in-window': {
    see: async (askIn) => {
      const ask = askIn('current');
      const count = async (query: string) =>
        linesOf(await exported(ask, `model=User&${query}`), 'Users.csv').length - 1;
      const parts = (await count('since=0&until=2024-06-15')) + (await count('since=2024-06-15T00:00:01Z'));
      return Math.sign(parts - (await count('since=0')));
    },
    seen: { touched: 1, 'latest-change': 0 },
  },
} satisfies Partial<Proofs>;
