// One route that answers every request alike: the product's error responses are compared with it. Arguments:
// status, content type, body.
import { fastify } from 'fastify';

const [status, type, body] = process.argv.slice(2);
const app = fastify();
app.get('*', (_request, reply) => reply.code(Number(status)).type(type).send(body));
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
