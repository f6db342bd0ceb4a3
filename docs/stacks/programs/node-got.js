import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import got from 'got';

const [url, token, file] = process.argv.slice(2);
const request = got.stream(url, { headers: { Authorization: `Bearer ${token}` } });
request.once('response', (response) => console.log('status', response.statusCode));
await pipeline(request, createWriteStream(file));
