import t from 'tap';
import { DAY_MS } from '../../schemas/durations.ts';
import { NOON, rowsOf, worldOf } from '../helpers/world.ts';
import { activityMeasures } from '../realism/activity.ts';

/** Long enough for the figures of a network, and a third of what `npm run realism` reads. */
const DAYS = 30;

t.test('half of the users of a company only read, few write most, and reactions gather', async (t) => {
  const { networks } = await worldOf({ seed: '7', size: 'small' });
  const since = NOON - DAYS * DAY_MS;
  const [home] = networks;
  const seen = {
    users: rowsOf(home, 'Users', 0, NOON + 1),
    messages: rowsOf(home, 'Messages', since, NOON + 1),
    reactions: rowsOf(home, 'LikedMessageHistory', since, NOON + 1),
  };
  for (const { name, band, of } of activityMeasures) {
    const figure = of(seen);
    const [least, most] = band;
    t.ok(figure >= least && figure <= most, `${name}: ${figure} is from ${least} to ${most}`);
  }
});
