/*
 * Preloaded with --import: writes a line to stderr for every name that the process looks up, and for every
 * connection and datagram that it opens.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

function watch(owner, name) {
  const original = owner[name];
  owner[name] = function watched(...args) {
    const [first] = args.flat();
    process.stderr.write(`asked ${name} ${JSON.stringify(first?.host ?? first?.path ?? first)}\n`);
    return original.apply(this, args);
  };
}

for (const owner of [dns, dns.promises]) {
  for (const name of Object.keys(owner)) if (/^(?:lookup|resolve|reverse)/.test(name)) watch(owner, name);
}
for (const name of ['resolve', 'resolve4', 'resolve6', 'reverse']) watch(dns.Resolver.prototype, name);
watch(net.Socket.prototype, 'connect');
watch(dgram.Socket.prototype, 'send');
syncBuiltinESMExports();
