import { type Bending, one, values } from './people.ts';

/** Changes of single values. */
export const cellBendings: readonly Bending[] = [
  {
    title: 'CR LF becomes LF',
    bend: values((value) => value.replaceAll('\r\n', '\n')),
    told: [['rows-changed', 1, 'crlf-to-lf']],
  },
  {
    title: 'LF becomes CR LF',
    bend: values((value) => value.replace(/\r?\n/g, '\r\n')),
    told: [['rows-changed', 1, 'lf-to-crlf']],
  },
  {
    title: 'line breaks become spaces',
    bend: values((value) => value.replace(/\r?\n/g, ' ')),
    told: [['rows-changed', 2, 'breaks-removed']],
  },
  {
    title: 'texts are trimmed',
    bend: one('note', (value) => value.trim()),
    told: [['rows-changed', 1, 'trimmed']],
  },
  {
    title: 'formulas are guarded',
    bend: values((value) => value.replace(/^=/, "'=")),
    told: [['rows-changed', 1, 'formula-guarded']],
  },
  {
    title: 'times are converted to local time',
    bend: one('created_at', (value) =>
      new Date(Date.parse(value) + 7_200_000).toISOString().replace('Z', ''),
    ),
    told: [['rows-changed', 6, 'local-time']],
  },
  {
    title: 'times are kept in another time zone of half an hour, to the second',
    bend: one('created_at', (value) =>
      new Date(Date.parse(value) + 19_800_000).toISOString().slice(0, 19).replace('T', ' '),
    ),
    told: [['rows-changed', 6, 'local-time']],
  },
  {
    title: 'times are written in another form',
    bend: one('created_at', (value) => `${value.slice(0, 19).replace('T', ' ')}+00:00`),
    told: [['rows-changed', 6, 'date-rewritten']],
  },
  {
    title: 'times become Unix seconds',
    bend: one('created_at', (value) => String(Math.floor(Date.parse(value) / 1000))),
    told: [['rows-changed', 6, 'date-rewritten']],
  },
  {
    title: 'booleans are capitalised',
    bend: one('verified', (value) => value.replace(/^./, (letter) => letter.toUpperCase())),
    told: [['rows-changed', 6, 'boolean-rewritten']],
  },
  {
    title: 'nothing becomes null',
    bend: values((value) => value || 'null'),
    told: [['rows-changed', 1, 'empty-as-null']],
  },
  {
    title: 'nothing becomes NaN',
    bend: values((value) => value || 'NaN'),
    told: [['rows-changed', 1, 'empty-as-null']],
  },
  {
    title: 'a text that says NULL becomes nothing',
    bend: values((value) => (value === 'NULL' ? '' : value)),
    told: [['rows-changed', 1, 'word-as-null']],
  },
  {
    title: 'leading zeros go',
    bend: values((value) => (value === '007' ? '7' : value)),
    told: [['rows-changed', 1, 'number-rewritten']],
  },
  {
    title: 'a NUL is dropped',
    bend: values((value) => value.replaceAll('\0', '')),
    told: [['rows-changed', 1, 'control-dropped']],
  },
  {
    title: 'a NUL ends the text',
    bend: values((value) => value.split('\0')[0] ?? ''),
    told: [['rows-changed', 1, 'control-dropped']],
  },
  ...['?', '??', '\ufffd', '????', ''].map(
    (put): Bending => ({
      title: `an emoji becomes "${put}"`,
      bend: values((value) => value.replaceAll('😀', put)),
      told: [['rows-changed', 1, 'emoji-replaced']],
    }),
  ),
  {
    title: 'what ASCII lacks becomes a question mark',
    bend: one('name', (value) => value.replace(/[^ -~]/g, '?')),
    told: [['rows-changed', 1, 'charset-lost']],
  },
  {
    title: 'characters are decomposed',
    bend: one('name', (value) => value.normalize('NFD')),
    told: [['rows-changed', 1, 'normalised']],
  },
  {
    title: 'long texts are cut',
    bend: one('body', (value) => value.slice(0, 255)),
    told: [['rows-changed', 1, 'cut-at-length']],
  },
];
