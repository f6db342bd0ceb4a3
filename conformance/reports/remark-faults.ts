import type { Fault } from './faults.ts';

/** The faults of requests, by the names of the remarks of the service. */
const remarks: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  'retry-too-early': [
    'Retries before Retry-After is over',
    'Wait at least as long as Retry-After says before the next request.',
  ],
  'token-on-another-host': [
    'Sends the token to another host',
    'Follow no redirect to another host, or leave the token out of that request.',
  ],
  'token-on-another-port': [
    'Sends the token to another port of the host',
    'Follow no redirect to another port, or leave the token out of that request.',
  ],
  'token-in-query': [
    'Sends the token in the URL',
    'Send the token as Authorization: Bearer, not in the URL.',
  ],
  'raw-plus': [
    'Sends a plus sign that is not encoded',
    'Encode the plus sign of an offset as %2B, or send the time with Z.',
  ],
  'no-offset': ['Sends a time without an offset', 'Send every time with Z or with an offset.'],
  'no-user-agent': ['Sends no User-Agent', 'Send a User-Agent.'],
  'unknown-parameter': [
    'Sends a parameter that the API does not have',
    'Send only the parameters of the API, by their documented names.',
  ],
};

/** The fault of a client whose request gets a remark of the service. */
export function faultOfRemark(remark: string): Fault {
  const [title, advice] = Object.hasOwn(remarks, remark)
    ? (remarks[remark] ?? ['', ''])
    : [`Sends a request with the fault ${remark}`, 'Change the request as the finding says.'];
  return { id: `remark:${remark}`, title, advice };
}
