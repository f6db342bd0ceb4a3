import t from 'tap';
import { Calendar } from '../../generators/calendar.ts';
import type { Network } from '../../generators/index.ts';
import { holidaysIn, utcOffsetIn } from '../../generators/local-time.ts';
import { loadPools, type Site } from '../../generators/text/index.ts';
import { HOUR_MS } from '../../schemas/durations.ts';
import { timeOf, worlds } from '../helpers/asked-networks.ts';
import { allRows } from '../helpers/world.ts';

const datesOf = (holidays: ReadonlySet<number>) =>
  [...holidays].map((day) => new Date(day).toISOString().slice(0, 10)).sort();
const { sites } = await loadPools(7);
const siteIn = (country: string) => sites.find((site) => site.country === country) as Site;

t.test('holidays follow Easter, and the weekdays of a month', async (t) => {
  const easter = [1961, 1981, 2000, 2008, 2019, 2024, 2026, 2049].flatMap((year) =>
    datesOf(holidaysIn(['easter+0'], year)),
  );
  t.strictSame(easter, [
    '1961-04-02',
    '1981-04-19',
    '2000-04-23',
    '2008-03-23',
    '2019-04-21',
    '2024-03-31',
    '2026-04-05',
    '2049-04-18',
  ]);
  t.strictSame(datesOf(holidaysIn(['3 Mon 01', '-1 Mon 05', '1 Mon 06', '4 Thu 11', '12-25'], 2026)), [
    '2026-01-19',
    '2026-05-25',
    '2026-06-01',
    '2026-11-26',
    '2026-12-25',
  ]);
  for (const { holidays, country } of sites)
    t.ok(
      datesOf(holidaysIn(holidays, 2026)).every((date) => date.startsWith('2026-')),
      country,
    );
});

t.test('clocks at the sites agree with the database of time zones', async (t) => {
  for (const site of sites) {
    const zone = new Intl.DateTimeFormat('en', { timeZone: site.timeZone, timeZoneName: 'longOffset' });
    for (const month of [0, 3, 6, 9, 11]) {
      const week = Date.UTC(2025, month, 13);
      const [, hours = '0'] = /GMT([+-]\d\d)/.exec(zone.format(week)) ?? [];
      t.equal(utcOffsetIn(site, week), Number(hours), `${site.timeZone} in month ${month + 1}`);
    }
  }
});

t.test('a site works by its own clock, and rests on its holidays', async (t) => {
  const japan = { site: siteIn('Japan'), turns: 1 };
  const america = { site: siteIn('United States'), turns: 1 };
  const busiest = (rates: Float32Array, site: number, day: number) => {
    const hours = Array.from({ length: 24 }, (_, hour) => rates[(day * 24 + hour) * 2 + site] as number);
    return { hour: hours.indexOf(Math.max(...hours)), all: hours.reduce((sum, each) => sum + each) };
  };
  const calendar = new Calendar(1000, 1, [japan, america]);
  const weekOf = (instant: number) => Math.floor((instant - Date.UTC(2001, 0, 1)) / (7 * 24 * HOUR_MS));
  const { rates } = calendar.week(weekOf(Date.UTC(2026, 2, 4)));
  t.ok([0, 1].includes(busiest(rates, 0, 2).hour), 'nine or ten in Osaka');
  t.ok([15, 16].includes(busiest(rates, 1, 2).hour), 'nine or ten in Austin');
  const { rates: thanksgiving } = calendar.week(weekOf(Date.UTC(2026, 10, 26)));
  t.ok(busiest(thanksgiving, 1, 3).all < busiest(thanksgiving, 1, 2).all / 4, 'America rests');
  t.ok(busiest(thanksgiving, 0, 3).all > busiest(thanksgiving, 0, 2).all / 2, 'Japan does not');
});

t.test('few people write at night', async (t) => {
  const network = worlds[2]?.networks[0] as Network;
  const clocks = new Map(
    sites.map(({ country, timeZone }) => [
      country,
      new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }),
    ]),
  );
  const homes = new Map(
    allRows(network, 'Users').map((row) => [row.id, String(row.location).split(', ')[1]]),
  );
  const hours = allRows(network, 'Messages').flatMap(({ sender_id: sender, created_at: at }) => {
    const home = homes.get(sender as string);
    return home === undefined ? [] : [Number(clocks.get(home)?.format(timeOf(at)))];
  });
  const night = hours.filter((hour) => hour < 6 || hour >= 22);
  t.ok(hours.length > 1000);
  t.ok(night.length / hours.length < 0.07, `${night.length} of ${hours.length}`);
});
