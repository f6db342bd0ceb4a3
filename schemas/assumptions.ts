import { archiveAssumptions } from './archive-assumptions.ts';
import type { Assumption, Choice } from './assumption.ts';
import { filesAssumptions } from './files-assumptions.ts';
import { nearest } from './nearest.ts';
import { cameAs } from './text.ts';
import { windowAssumptions } from './window-assumptions.ts';

/** All switches, by name. Each switch is read in one place: where the behaviour is implemented. */
export const assumptions = {
  'wrong-method': {
    about: 'A method other than GET',
    values: [
      { value: '405', does: 'An endpoint answers 405 with `Allow`.' },
      { value: '404', does: 'An endpoint answers like a path that does not exist.' },
    ],
  },
  'unknown-path-body': {
    about: 'Body of the 404 elsewhere under `/api/`',
    values: [
      { value: 'json', does: 'The body is an error in JSON.' },
      { value: 'empty', does: 'There is no body.' },
    ],
  },
  'head-requests': {
    about: 'HEAD',
    values: [
      {
        value: 'like-get',
        does: 'The response to HEAD is that of GET, without the body; nothing is generated.',
      },
      { value: 'wrong-method', does: 'HEAD is a wrong method, and `Allow` names only GET.' },
    ],
  },
  'content-disposition': {
    about: 'The header that names the download',
    values: [
      { value: 'on', does: 'An export has `Content-Disposition`.' },
      { value: 'off', does: 'An export has no `Content-Disposition`.' },
    ],
  },
  'token-precedence': {
    about: 'A token in the header and one in the query',
    values: [
      { value: 'header', does: 'The token of `Authorization` counts.' },
      { value: 'query', does: 'The token of `access_token` counts.' },
    ],
  },
  'not-admin-status': {
    about: 'Network export with a token that is not of a verified administrator',
    values: [
      { value: '401', does: 'The response is 401.' },
      { value: '403', does: 'The response is 403.' },
    ],
  },
  'odd-user-id': {
    about: 'An id that is not a positive 64-bit integer',
    values: [
      { value: '404', does: 'The response is 404 with an empty body, as for a person who does not exist.' },
      { value: '400', does: 'The response is 400 and names the received value.' },
    ],
  },
  'bad-parameter': {
    about: '`since` missing, an invalid date, `until` before `since`, an unknown word',
    values: [
      { value: '400', does: 'The response is 400 and names the parameter and the received value.' },
      {
        value: 'ignore',
        does: 'The parameter counts as not sent; without a usable `since` the window begins with the network.',
      },
    ],
  },
  'unknown-network-model': {
    about: 'A model that the network export does not have',
    values: [
      { value: '400', does: 'The response is 400 with the text of the user export.' },
      { value: 'ignore', does: 'The value counts as not sent; without any other, every model is exported.' },
    ],
  },
  'include-default': {
    about: '`include` left out',
    values: [
      { value: 'all', does: 'The export has attachments.' },
      { value: 'csv', does: 'The export has no attachments.' },
    ],
  },
  'date-without-offset': {
    about: 'A date without an offset',
    values: [
      { value: 'utc', does: 'The date is in UTC.' },
      {
        value: '-08:00',
        pattern: '^[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]$',
        does: 'The date has this offset; any other offset can be given.',
      },
    ],
  },
  'unreachable-network': {
    about: 'A network that the token has no access to',
    values: [
      { value: '403', does: 'The response is 403.' },
      { value: '404', does: 'The response is 404.' },
      {
        value: 'ignore',
        does: 'The value counts as not sent; without any other, the home network is exported.',
      },
    ],
  },
  'text-files-of-several-networks': {
    about: 'Place of `log.txt` and `request.txt` in an export of several networks',
    values: [
      { value: 'root', does: 'They are at the root, once.' },
      {
        value: 'folders',
        does: 'Each network’s folder has its own, with the counts of that folder, and the root has none.',
      },
    ],
  },
  'unasked-files': {
    about: 'CSVs that `model` does not name',
    values: [
      { value: 'leave-out', does: 'They are not in the export.' },
      { value: 'header-only', does: 'They are in the export without rows.' },
    ],
  },
  'undocumented-user-files': {
    about: 'The CSVs of the user export whose columns no page lists',
    values: [
      { value: 'rows', does: 'They have columns and rows that a user of the product would expect.' },
      { value: 'header-only', does: 'They have those columns and no rows.' },
      { value: 'leave-out', does: 'They are not in the export, even when `model` names them.' },
    ],
  },
  'notification-file-names': {
    about: 'The names of the CSVs of notification devices and settings',
    values: [
      {
        value: 'plural',
        does: 'They are `UserNotificationDevices.csv` and `UserNotificationSettings.csv`.',
      },
      {
        value: 'singular',
        does: 'They are `UserNotificationDevice.csv` and `UserNotificationSetting.csv`.',
      },
    ],
  },
  'request-txt': {
    about: 'Content of `request.txt`',
    values: [
      { value: 'lines', does: 'It has a line `name: value` for each parameter that was in effect.' },
      { value: 'query', does: 'It has the query as received, in one line, without tokens.' },
      { value: 'empty', does: 'It is empty.' },
    ],
  },
  ...archiveAssumptions,
  ...windowAssumptions,
  ...filesAssumptions,
} as const satisfies Readonly<Record<string, Assumption>>;

/** The name of a switch. */
export type AssumptionName = keyof typeof assumptions;

type ValueOf<C extends Choice> = C extends { readonly pattern: string }
  ? `${'+' | '-'}${string}:${string}`
  : C['value'];

/** A value for every switch. */
export type Assumptions = {
  readonly [K in AssumptionName]: ValueOf<(typeof assumptions)[K]['values'][number]>;
};

const names = Object.keys(assumptions) as AssumptionName[];

/** The switches and the facts known about each, in the order of the table. */
export const assumptionEntries: readonly (readonly [AssumptionName, Assumption])[] = names.map((name) => [
  name,
  assumptions[name],
]);

/**
 * An assumption has an unknown switch or an unknown value. The message states what was expected, what was
 * given, and the closest known name.
 */
export class AssumptionsError extends Error {
  override readonly name = 'AssumptionsError';
}

/**
 * The switches with all defaults filled in; an undefined value counts as left out.
 *
 * @throws AssumptionsError for an unknown switch or value.
 */
export function completeAssumptions(given: Readonly<Record<string, string | undefined>>): Assumptions {
  for (const [name, value] of Object.entries(given)) {
    const mistake = value === undefined ? undefined : assumptionMistake(name, value);
    if (mistake !== undefined) throw new AssumptionsError(`${name}: ${mistake}`);
  }
  return Object.fromEntries(
    assumptionEntries.map(([name, { values }]) => [name, given[name] ?? values[0].value]),
  ) as Assumptions;
}

/** The switches that are not at their default. */
export function changedAssumptions(complete: Assumptions): Partial<Assumptions> {
  return Object.fromEntries(
    assumptionEntries
      .filter(([name, { values }]) => complete[name] !== values[0].value)
      .map(([name]) => [name, complete[name]]),
  );
}

/**
 * The mistake in a value of a switch: what was expected, what was given and the closest known value.
 * Undefined when the value is valid.
 */
export function assumptionMistake(name: string, value: unknown): string | undefined {
  const entry = assumptionEntries.find(([known]) => known === name);
  if (entry === undefined) {
    const near = nearest(name, names);
    const advice = near === undefined ? `The known ones are ${names.join(', ')}.` : `Did you mean "${near}"?`;
    return `expected the name of a switch, got ${JSON.stringify(name.slice(0, 80))}. ${advice}`;
  }
  const choices: readonly Choice[] = entry[1].values;
  if (choices.some((choice) => means(choice, value))) return undefined;
  const expected = choices.map((choice) =>
    choice.pattern ? `an offset such as ${choice.value}` : choice.value,
  );
  const near = typeof value === 'string' ? nearest(value, expected) : undefined;
  const advice = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `expected one of ${expected.join(', ')}, got ${cameAs(value)}.${advice}`;
}

function means({ value, pattern }: Choice, text: unknown): boolean {
  return pattern === undefined ? value === text : typeof text === 'string' && new RegExp(pattern).test(text);
}
