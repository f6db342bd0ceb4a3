// Prints the OpenAPI document that a server sends.
import { startServer } from '../dist/server/index.js';

const server = await startServer({ size: 'tiny' });
const response = await fetch(`${server.url}/openapi.json`);
process.stdout.write(await response.text());
await server.close();
