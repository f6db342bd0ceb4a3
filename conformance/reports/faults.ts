import type { CheckName } from '../model/check.ts';

/** A fault of a client, as its failed checks show it. */
export interface Fault {
  /** A stable name, such as `success:damaged`. */
  readonly id: string;
  /** The predicate of a sentence about the client: `Reports success for a damaged export`. */
  readonly title: string;
  /** The advice, a sentence or two. It fits every case of the fault. */
  readonly advice: string;
}

/** The faults in the order in which to mend them: those that hide others come first. */
const inOrder = {
  'no-start': ['Does not start', 'Mend the command of the client description: the kit could not start it.'],
  'no-request': [
    'Sends no request to the service',
    'Send the request to the given base URL, and to no other address.',
  ],
  crash: [
    'Ends by a signal or without an answer',
    'Catch the error, print what failed, and exit with the code of a failure.',
  ],
  hang: [
    'Does not end by itself',
    'Set a limit for the time without data, and for all retries together: shorter than the time limit of a run. Then report a failure.',
  ],
  'failure:plain': [
    'Fails although the service does nothing unusual',
    'Make the plain export work first: send the given token unchanged, and exit with 0 when the export is complete.',
  ],
  'wrong-request': [
    'Leaves out or changes a parameter of the request',
    'Send every parameter with its value, under the name that the API has for it.',
  ],
  'wrong-encoding': [
    'Changes characters of a parameter',
    'Encode the values of parameters with the URL library of your language.',
  ],
  'wrong-path': ['Drops the path of the base URL', 'Append the path of the API to the path of the base URL.'],
  'no-output': [
    'Leaves no complete export, although it received one',
    'Write every row and every attachment of the response into the output folder, and check that the files can be read.',
  ],
  'wrong-output': [
    'Writes other rows or attachments than it received',
    'Save every byte of the response unchanged. A client that writes rows keeps every row once, and every value as it is.',
  ],
  'dropped-rows': [
    'Loses rows that it received',
    'Write every row of a response, tell rows apart by all the columns that identify them, and keep the rows of earlier exports.',
  ],
  'served-twice': [
    'Keeps a row twice that was served twice',
    'Compare rows by the columns that identify them, and keep one of those that are equal.',
  ],
  'success:plain': [
    'Reports success without the complete export',
    'Exit with 0 only when the whole export is in the output folder.',
  ],
  'success:no-export': [
    'Reports success when the service sent no export',
    'Take only the status 200 with a ZIP for an export, and exit with another code than 0 for the rest.',
  ],
  'success:damaged': [
    'Reports success for a truncated or damaged export',
    'Open the ZIP and read every member to its end (size and CRC) before you report success. A body that ends early shows there, even without a Content-Length.',
  ],
  'success:partial': [
    'Reports a partial export as complete',
    'Read log.txt: compare its counts with the rows, and report what it says is missing. Compare the attachments with Files.csv, and read each of them to its end.',
  ],
  'success:rows': [
    'Reports an export with broken CSVs as complete',
    'Read every CSV before you report success: header, number of fields, UTF-8.',
  ],
  'wrong-outcome': [
    'Reports another outcome than the run had',
    'Report every run by its own result: complete, partial or failed.',
  ],
  'false-export': [
    'Leaves a file that looks like a finished export after a run that failed',
    'Write to *.part, verify it, then rename it; remove it when the run fails.',
  ],
  'replaced-export': [
    'Changes or removes an earlier good export',
    'Replace an earlier export only by a complete one: write beside it, then rename.',
  ],
  gap: [
    'Loses rows between two runs',
    'Move the stored end of the window only after a complete export is in its place. Begin the next window where the last complete one ended, by the clock of the service.',
  ],
  'shared-watermark': [
    'Begins where a run for other models or networks ended',
    'Store one end of the window for each selection of models, networks and attachments.',
  ],
  'failure:retry': [
    'Gives up after a failure that may pass',
    'After 429, 500, 502, 503, 504 or a broken connection, wait as long as Retry-After says and try again a few times.',
  ],
  'failure:response': [
    'Fails although the response is valid',
    'Accept every valid framing, set of headers and pace of a response, and wait for a late first byte.',
  ],
  'failure:archive': [
    'Fails although the ZIP is valid',
    'Accept every valid ZIP: read it by its central directory, with a library.',
  ],
  'failure:rows': [
    'Fails although the CSVs can be read',
    'Parse CSV with a library: a field may hold quotes, line breaks and every script; lines may end with CR LF, and a byte order mark may come first. Find columns by name.',
  ],
  'failure:partial': [
    'Reports a complete export as partial or failed',
    'Report an export as partial only when log.txt, its counts or the attachments say so.',
  ],
  'failure:attachments': ['Fails because of an attachment', 'Accept every name and size of an attachment.'],
  'failure:runs': [
    'Fails in a run after another one',
    'Begin at the given start when there is no state yet, and export the window of a failed run again.',
  ],
  'failure:sign-in': [
    'Fails where a new token would help',
    'After a 401, get a new token once and repeat the request with it. After 429, sign in again when Retry-After is over.',
  ],
  'failure:scale': [
    'Fails because the export is large or slow',
    'Limit the time without data, not the time of the whole export. Stream the body to a file.',
  ],
  'failure:files': [
    'Does not complete an export of files',
    'Ask for the status until it contains COMPLETE, then download every link of data. No link means that there are no files.',
  ],
  'failure:safety': ['Refuses a response that is safe', 'Refuse only what is unsafe.'],
  'token-leak': ['Writes the token to a message or a file', 'Leave the token out of messages and files.'],
  'token-place': [
    'Sends the token in another place than the Authorization header',
    'Send the token as Authorization: Bearer, and nowhere else.',
  ],
  'token-process': [
    'Shows the token in the list of processes',
    'Pass the token in the environment or in a file, not as an argument.',
  ],
  'token-plain': [
    'Sends the token over plain HTTP',
    'Follow no redirect from https to http, or leave the token out of that request.',
  ],
  certificate: [
    'Trusts a service whose certificate is wrong',
    'Leave the verification of certificates on: remove -k, --insecure, verify=False, rejectUnauthorized: false and the like.',
  ],
  outside: [
    'Writes outside the given folders',
    'Refuse members whose names lead out of the folder, and links. Write only into the output folder and the state folder.',
  ],
  memory: ['Holds the export in memory', 'Stream the body to a file, and each member from it.'],
  'written-late': [
    'Writes the export only at its end',
    'Write each piece of the body to the file when it arrives.',
  ],
  'too-many-requests': [
    'Sends too many requests',
    'Request an export once, and again only after a failure that may pass, a few times. A 4xx other than 429 does not pass.',
  ],
  'too-few-requests': [
    'Does not try again after a failure that may pass',
    'After 429, 500, 502, 503, 504 or a broken connection, try again a few times.',
  ],
  'wrong-id': [
    'Does not ask for the status of its export request by its id',
    'Use user_request_id of the response to the creation, unchanged, as a text.',
  ],
  'busy-polling': [
    'Asks for the status again without a pause',
    'Wait some seconds before the first request for the status, and longer between the others.',
  ],
  unfinished: ['Leaves unfinished files', 'Remove the unfinished file when the run fails.'],
  process: ['Leaves processes running', 'End every process that you start, and wait for it.'],
  repeated: [
    'Exports rows again that an earlier run exported',
    'Begin the next window after the last instant of the one before. Merge rows by id where windows overlap.',
  ],
  silent: [
    'Prints no error message',
    'Print one line on stderr for every failure: what failed, and the status or the file.',
  ],
  vague: [
    'Prints a message that does not name the cause',
    'Name the cause in the message: the status of the service, or the file that is missing.',
  ],
  accept: ['Does not accept a ZIP', 'Send Accept: application/zip or */*, or no Accept at all.'],
} as const satisfies Readonly<Record<string, readonly [title: string, advice: string]>>;

export type FaultId = keyof typeof inOrder;

/** All faults that the kit knows. */
export const faults: Readonly<Record<FaultId, Fault>> = Object.fromEntries(
  Object.entries(inOrder).map(([id, [title, advice]]) => [id, { id, title, advice }]),
) as Record<FaultId, Fault>;

const places = Object.keys(inOrder);

/** The place of a fault in the order in which to mend them; faults that the kit does not know come last. */
export function placeOf({ id }: Fault): number {
  const place = places.indexOf(id);
  return place === -1 ? places.length : place;
}

/** The checks whose fault depends on what was seen; the others have one fault each. */
export type CheckByCase =
  | 'says-how-it-ended'
  | 'says-how-each-run-ended'
  | 'keeps-the-export'
  | 'keeps-what-it-says'
  | 'makes-no-remark'
  | 'asks-for'
  | 'asks-so-often'
  | 'keeps-every-row';

/** The fault of a client that fails a check. */
export const faultOfCheck: Readonly<Record<Exclude<CheckName, CheckByCase>, FaultId>> = {
  'tells-why': 'silent',
  'ends-in-time': 'hang',
  'leaves-no-process': 'process',
  'tells-of': 'vague',
  'keeps-a-sound-export': 'success:damaged',
  'keeps-each-row-once': 'served-twice',
  'keeps-no-false-export': 'false-export',
  'leaves-nothing-unfinished': 'unfinished',
  'keeps-the-earlier-export': 'replaced-export',
  'asks-for-no-more': 'repeated',
  'sends-the-token-in-the-header': 'token-place',
  'sends-as-meant': 'wrong-encoding',
  'keeps-the-base-path': 'wrong-path',
  'accepts-a-zip': 'accept',
  'asks-by-the-given-id': 'wrong-id',
  'pauses-between-requests': 'busy-polling',
  'goes-on-where-it-ended': 'gap',
  'leaves-no-gap': 'gap',
  'asks-for-nothing-again': 'repeated',
  'keeps-no-row-twice': 'repeated',
  'keeps-the-token-to-itself': 'token-leak',
  'keeps-the-token-off-the-process-list': 'token-process',
  'keeps-the-token-encrypted': 'token-plain',
  'trusts-no-wrong-certificate': 'certificate',
  'writes-nowhere-else': 'outside',
  'needs-no-more-memory': 'memory',
  'writes-as-it-comes': 'written-late',
};
