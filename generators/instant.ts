import { DAY, HOUR, MINUTE, SECOND } from './calendar.ts';

const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const THREE = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));

let cachedDay = Number.NaN;
let cachedDate = '';

/** An instant as exports write it: `2018-01-03T02:31:55.609Z`. */
export function instantText(instant: number): string {
  const day = Math.floor(instant / DAY);
  if (day !== cachedDay) {
    cachedDay = day;
    cachedDate = `${new Date(day * DAY).toISOString().slice(0, 10)}T`;
  }
  const rest = instant - day * DAY;
  const hours = Math.floor(rest / HOUR);
  const minutes = Math.floor((rest % HOUR) / MINUTE);
  const seconds = Math.floor((rest % MINUTE) / SECOND);
  return `${cachedDate + TWO[hours]}:${TWO[minutes]}:${TWO[seconds]}.${THREE[rest % SECOND]}Z`;
}
