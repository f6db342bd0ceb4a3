import type { ErrorEntry } from './error-entry.ts';

const json = 'application/json';

/** The error responses that only the Files Export API sends. */
export const filesErrors = {
  files_parameter_invalid: {
    status: 400,
    contentType: json,
    body: '{"response":{"message":"<message>","code":400,"stat":"fail"}}',
    when: '`since` is missing, a date is not valid, or `until` is before `since`; `<message>` is the text of the network export.',
    endpoints: ['files'],
    evidence: 'assumed',
  },
  files_range_too_long: {
    status: 400,
    contentType: json,
    body: '{"response":{"message":"The range of an export request is limited to two months.","code":400,"stat":"fail"}}',
    when: '`until` is more than two months after `since`.',
    endpoints: ['files'],
    evidence: 'assumed',
  },
  files_too_many_requests: {
    status: 429,
    contentType: json,
    body: '{"response":{"message":"Six export requests are in progress already.","code":429,"stat":"fail"}}',
    when: 'Six export requests are not finished yet; `Retry-After` has the seconds until one of them is.',
    endpoints: ['files'],
    evidence: 'assumed',
  },
  files_request_not_found: {
    status: 404,
    contentType: json,
    body: '{"response":{"message":"No export request was found for the request_id","code":404,"stat":"fail"}}',
    when: 'The id in the path is not that of an export request, or a scenario hides the request at first.',
    endpoints: ['files'],
    evidence: 'observed',
    assumed: 'The status, and the form around the message.',
  },
  files_link_refused: {
    status: 403,
    contentType: json,
    body: '{"response":{"message":"The signature of the link is not valid, or the link has expired.","code":403,"stat":"fail"}}',
    when: 'A download link was changed, has expired, or belongs to an expired export request.',
    endpoints: ['files'],
    evidence: 'assumed',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
