import t from 'tap';
import { Calendar } from '../../generators/calendar.ts';
import { DealtWeek } from '../../generators/dealt-week.ts';
import { Seats } from '../../generators/seats.ts';
import { loadPools } from '../../generators/text/index.ts';
import fc from '../helpers/properties.ts';

const { sites } = await loadPools(7);
/** The seats of a network: a quarter of them is permanent, and the others are whole groups of eight. */
const seatsOf = fc
  .record({ passing: fc.nat(40), more: fc.integer({ min: 1, max: 200 }), key: fc.nat() })
  .map(({ passing, more, key }) => ({ count: passing * 8 + more, permanent: more, key }));

t.test('every seat has one place at its site, and every turn one seat', async () => {
  fc.assert(
    fc.property(seatsOf, ({ count, permanent, key }) => {
      const seats = new Seats(count, permanent, key);
      const found = new Set<number>();
      let turns = 0;
      for (const [number, site] of seats.sites.entries()) {
        for (let place = 0; place < site.size; place++) {
          const seat = site.seatAt(place);
          found.add(seat);
          if (seats.siteOf(seat) !== number || site.placeOf(seat) !== place) return false;
          if (!site.turnsOf(place).every((turn) => site.placeOfTurn(turn) === place)) return false;
          turns += site.turnsOf(place).length;
        }
      }
      const all = seats.sites.reduce((sum, site) => sum + site.turns, 0);
      return found.size === count && Math.max(...found) === count - 1 && turns === all && all > 0;
    }),
  );
});

t.test('half of the people only read', async (t) => {
  const seats = new Seats(4000, 1000, 1);
  const read = seats.sites.flatMap((site) =>
    Array.from({ length: site.size }, (_, place) => site.turnsOf(place).length === 0),
  );
  t.equal(read.filter(Boolean).length, Math.round((4000 * 9) / 16));
});

t.test('the events of a week are dealt out over the sites, each once, by the time of day there', async () => {
  const weeks = fc.record({
    perWeek: fc.integer({ min: 1, max: 3000 }),
    every: fc.integer({ min: 1, max: 50 }),
    number: fc.integer({ min: 0, max: 1400 }),
    turns: fc.array(fc.nat(30), { minLength: 7, maxLength: 7 }).filter((all) => all.some((each) => each > 0)),
  });
  fc.assert(
    fc.property(weeks, ({ perWeek, every, number, turns }) => {
      const working = sites.map((site, i) => ({ site, turns: turns[i] as number }));
      const calendar = new Calendar(perWeek, 1, working);
      const week = new DealtWeek(calendar, number, every, 2);
      const { end: before } = number === 0 ? { end: 0 } : new DealtWeek(calendar, number - 1, every, 2);
      const found = new Set<number>();
      for (let ordinal = week.first; ordinal < week.end; ordinal++) {
        const at = week.eventOf(ordinal);
        const [site, event] = [at % week.sites, Math.floor(at / week.sites)];
        if (turns[site] === 0 || event >= week.eventsAt(site)) return false;
        if (week.ordinalOf(site, event) !== ordinal) return false;
        found.add(at);
      }
      return week.first === before && found.size === week.end - week.first;
    }),
  );
});
