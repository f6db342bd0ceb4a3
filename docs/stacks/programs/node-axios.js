import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import axios from 'axios';

const [url, token, file] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };
const response = await axios.get(url, { headers, responseType: 'stream' });
console.log('status', response.status);
await pipeline(response.data, createWriteStream(file));
