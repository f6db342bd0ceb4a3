import { createWriteStream } from 'node:fs';
import http from 'node:http';
import { pipeline } from 'node:stream';

const [url, token, file] = process.argv.slice(2);
http
  .get(url, { headers: { Authorization: `Bearer ${token}` } }, (response) => {
    console.log('status', response.statusCode);
    pipeline(response, createWriteStream(file), (error) => {
      if (error) throw error;
    });
  })
  .on('error', (error) => {
    throw error;
  });
