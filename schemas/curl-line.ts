/** A download with curl. */
export interface CurlDownload {
  readonly token: string;
  readonly url: string;
  /** The name of the file. */
  readonly output: string;
  /**
   * The flags of curl: by default it is silent, and fails for a status of an error.
   *
   * @default '-fsS'
   */
  readonly flags?: string;
}

/** The command line of a download with curl. It works in every shell. */
export function curlLine({ token, url, output, flags = '-fsS' }: CurlDownload): string {
  return `curl ${flags} -H "Authorization: Bearer ${token}" -o ${output} "${url}"`;
}
