import { curlLine } from '../../../schemas/curl-line.ts';

/** The values of the examples. */
export interface Example {
  readonly base: string;
  readonly token: string;
  /** The beginning of the window, a day. */
  readonly since: string;
}

/** A download of an export in several languages, each to paste and run. */
export const examples: readonly (readonly [title: string, code: (example: Example) => string])[] = [
  [
    'curl',
    ({ base, token, since }) =>
      curlLine({ token, url: `${base}/api/v1/export?since=${since}`, output: 'export.zip' }),
  ],
  [
    'PowerShell',
    ({ base, token, since }) =>
      `Invoke-WebRequest -Uri "${base}/api/v1/export?since=${since}" \`
  -Headers @{ Authorization = "Bearer ${token}" } -OutFile export.zip`,
  ],
  [
    'Python',
    ({ base, token, since }) => `import shutil, urllib.request

request = urllib.request.Request(
    "${base}/api/v1/export?since=${since}",
    headers={"Authorization": "Bearer ${token}"},
)
with urllib.request.urlopen(request) as response, open("export.zip", "wb") as file:
    shutil.copyfileobj(response, file)`,
  ],
  [
    'Node',
    ({ base, token, since }) => `import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const response = await fetch('${base}/api/v1/export?since=${since}', {
  headers: { authorization: 'Bearer ${token}' },
});
if (response.status !== 200) throw new Error(\`expected 200, got \${response.status}\`);
await pipeline(response.body, createWriteStream('export.zip'));`,
  ],
];
