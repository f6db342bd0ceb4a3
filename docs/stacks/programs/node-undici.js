import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';

const [url, token, file] = process.argv.slice(2);
const { statusCode, body } = await request(url, { headers: { Authorization: `Bearer ${token}` } });
console.log('status', statusCode);
await pipeline(body, createWriteStream(file));
