import type { CaseArea } from '../model/case.ts';
import type { CheckName } from '../model/check.ts';

/** The advice for a run that reports success without a complete export, by the area of the case. */
const falseSuccess: Readonly<Partial<Record<CaseArea, string>>> = {
  request:
    'Exit with 0 only when the whole export is in the output folder; make the plain export work first.',
  access: 'Take only the status 200 for an export, and exit with another code than 0 for the rest.',
  errors:
    'Take only the status 200 with a ZIP for an export, and exit with another code than 0 for the rest.',
  download:
    'Compare the length of the body with Content-Length, and open the ZIP: without a length, an early end shows only there.',
  archive: 'Open the ZIP and read every member to its end (size and CRC) before you report success.',
  rows: 'Read every CSV before you report success: header, number of fields, UTF-8.',
  partial: 'Read log.txt: compare its counts with the rows, and report what it says is missing.',
  attachments: 'Compare the attachments in the ZIP with the rows of Files.csv.',
  windows: 'Move the stored end of the window only after the export is complete and in its place.',
  sequences: 'Report every run by its own result; begin the next window where the last complete one ended.',
  limits: 'Wait as long as Retry-After says, try again a few times, and then fail.',
  scale: 'Stream the body to a file; hold no export in memory.',
  safety: 'Refuse members whose names lead out of the folder, and redirects to another host.',
};

/** The advice for a run that fails although a correct client succeeds, by the area of the case. */
const falseFailure: Readonly<Partial<Record<CaseArea, string>>> = {
  request: 'Make the plain export work first, and exit with 0 when it is complete.',
  access: 'Send the given token unchanged, and exit with 0 when the export is complete.',
  errors: 'Try again after a failure that may pass: 429, 500, 502, 503, 504, or a broken connection.',
  download:
    'Accept every valid framing, set of headers and pace of a response, and wait for a late first byte.',
  archive: 'Accept every valid ZIP: read it by its central directory, with a library.',
  rows: 'Parse CSV with a library: a field may hold quotes, line breaks and every script.',
  partial: 'Report an export as partial only when log.txt or its counts say so.',
  attachments: 'Accept every name and size of an attachment.',
  windows: 'Begin at the given start when there is no state yet, and go on after a failure.',
  sequences: 'Go on after a failed run: export its window again.',
  limits: 'Wait as long as Retry-After says, then try again.',
  scale: 'Limit the time without data, not the time of the whole export.',
  safety: 'Refuse only what is unsafe.',
};

/** The expectation of a run that a correct client completes. */
const SUCCESS = /means complete/;

const kinds: Readonly<Record<Exclude<CheckName, 'says-how-it-ended'>, string>> = {
  'tells-why': 'Print one line on stderr for every failure: what failed, and the status or the file.',
  'ends-in-time': 'Set a limit for the time without data, and for all retries together.',
  'leaves-no-process': 'End every process that you start, and wait for it.',
  'tells-of': 'Name the cause in the message: the status of the service, or the file that is missing.',
  'keeps-the-export': 'Save every byte of the response unchanged, whatever its headers and framing are.',
  'keeps-what-it-says': 'Compare the saved export with the response before you report it as complete.',
  'keeps-a-sound-export': 'Read every member of the archive before you report it as complete.',
  'keeps-each-row-once': 'Keep a row once: compare by id.',
  'keeps-no-false-export': 'Write to *.part, verify it, then rename it; remove it when the run fails.',
  'leaves-nothing-unfinished': 'Remove the unfinished file when the run fails.',
  'keeps-the-earlier-export':
    'Replace an earlier export only by a complete one: write beside it, then rename.',
  'asks-for': 'Send every parameter with its value, under the name that the API has for it.',
  'asks-for-no-more': 'Request the given window, no wider one.',
  'sends-the-token-in-the-header': 'Send the token as Authorization: Bearer, and nowhere else.',
  'sends-as-meant': 'Encode the values of parameters with the URL library of your language.',
  'keeps-the-base-path': 'Append the path of the API to the path of the base URL.',
  'accepts-a-zip': 'Send Accept: application/zip or */*, or no Accept at all.',
  'makes-no-remark': 'Change the request as the finding says.',
  'asks-so-often': 'Request an export once, and again only after a failure that may pass.',
  'goes-on-where-it-ended':
    'Begin the next window at the end of the last complete one, by the clock of the service.',
  'says-how-each-run-ended': 'Report every run by its own result.',
  'leaves-no-gap': 'Begin the next window at the end of the last complete one, to the millisecond.',
  'asks-for-nothing-again': 'Begin the next window after the last instant of the one before.',
  'keeps-every-row': 'Export a window again until it is complete; then no row is lost.',
  'keeps-no-row-twice': 'Merge rows by id where windows overlap.',
  'keeps-the-token-to-itself': 'Leave the token out of messages and files.',
  'keeps-the-token-off-the-process-list':
    'Pass the token in the environment or in a file, not as an argument.',
  'writes-nowhere-else': 'Write only into the output folder and the state folder.',
  'needs-no-more-memory': 'Stream the body to a file; hold no export in memory.',
  'writes-as-it-comes': 'Write each piece of the body to the file when it arrives.',
};

const remarks: Readonly<Record<string, string>> = {
  'retry-too-early': 'Wait at least as long as Retry-After says before the next request.',
  'token-on-another-host': 'Follow no redirect to another host, or leave the token out of that request.',
  'token-on-another-port': 'Follow no redirect to another port, or leave the token out of that request.',
  'token-in-query': 'Send the token as Authorization: Bearer, not in the URL.',
  'raw-plus': 'Encode the plus sign of an offset as %2B, or send the time with Z.',
  'no-offset': 'Send every time with Z or with an offset.',
  'no-user-agent': 'Send a User-Agent.',
  'unknown-parameter': 'Send only the parameters of the API, by their documented names.',
};

/**
 * The advice for a failed check, a sentence; undefined for a check or an area that this kit does not know.
 *
 * @param name The name of the check in its case.
 */
export function adviceOf(name: string, expected: string, area: string): string | undefined {
  const [kind = '', parameter = ''] = name.replace(/@\d+$/, '').split(/:(.*)/s);
  if (kind === 'makes-no-remark' && Object.hasOwn(remarks, parameter)) return remarks[parameter];
  if (kind === 'says-how-it-ended')
    return (SUCCESS.test(expected) ? falseFailure : falseSuccess)[area as CaseArea];
  return Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : undefined;
}
