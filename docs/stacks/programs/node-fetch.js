import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const [url, token, file] = process.argv.slice(2);
const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
console.log('status', response.status);
await pipeline(response.body, createWriteStream(file));
