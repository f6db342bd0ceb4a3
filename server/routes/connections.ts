import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type CertificateFault, entranceOf, setTunnel } from '../http/carrier.ts';
import { httpDate } from '../http/session-response.ts';
import type { Sessions } from '../sessions/index.ts';
import { handshakeFailure, withoutRequest } from '../tls/handshake-failures.ts';
import { bareHost, isServed } from '../tls/names.ts';
import type { TlsEndpoint } from '../tls/tls-endpoint.ts';
import { once } from '../util/once.ts';
import { clearTimeout, setTimeout } from '../util/timers.ts';
import { sessionAt } from './find-session.ts';
import { recordRefused } from './refuse.ts';

/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16;
const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/** The input of `acceptConnections`. */
export interface ConnectionsInput {
  readonly sessions: Sessions;
  /** The folder of the certificate authority; undefined for one in memory. */
  readonly authorityFolder: string | undefined;
  /** The maximum time until the first byte of a connection, milliseconds. */
  readonly firstByteMs: number;
  /** Answers a connection without a byte. */
  readonly silent: (socket: Socket) => void;
}

/**
 * Makes one port accept plain HTTP, HTTPS, and both through a proxy: the first byte of a connection tells
 * them apart, and after a CONNECT the tunnel begins like a connection. A tunnel to a host that the mock does
 * not serve is refused: nothing leaves this machine.
 *
 * @returns A function that ends every connection.
 */
export function acceptConnections(server: Server, input: ConnectionsInput): () => void {
  const { sessions, authorityFolder, firstByteMs, silent } = input;
  const [http] = server.listeners('connection') as ((socket: Socket) => void)[];
  if (http === undefined) throw new Error('expected an HTTP server with a listener for connections.');
  server.removeListener('connection', http);
  const serve = (socket: Socket): void => http.call(server, socket);
  // Certificates are loaded with the first TLS connection.
  const endpoints = once(async () => {
    const { TlsEndpoints } = await import('../tls/tls-endpoints.ts');
    return new TlsEndpoints(authorityFolder, {
      secured: (socket) => {
        recordWithoutRequest(sessions, socket);
        serve(socket);
      },
      failed: (socket, { code = 'ERR_SSL' }) =>
        recordRefused(sessions, socket, handshakeFailure(code, entranceOf(socket)?.certificate)),
    });
  });
  const endpointFor = async (fault: CertificateFault | undefined): Promise<TlsEndpoint> =>
    (await endpoints()).presenting(fault);
  const open = new Set<Socket>();

  const secure = async (socket: Socket, first: Buffer): Promise<void> => {
    // Nothing may read before the endpoint does.
    socket.pause();
    try {
      await (await endpointFor(entranceOf(socket)?.certificate)).accept(socket, first);
    } catch (error) {
      socket.destroy();
      sessions.main.context.report(error);
    }
  };
  const enter = (socket: Socket): void => {
    const leave = firstBytesOf(socket, (first) => {
      forget();
      if (first[0] === HANDSHAKE) return void secure(socket, first);
      socket.unshift(first);
      serve(socket);
    });
    const timer = setTimeout(() => silent(socket), firstByteMs);
    const forget = (): void => {
      clearTimeout(timer);
      leave();
    };
    socket.once('close', forget);
  };
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    enter(socket);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!isServed(request.url ?? '')) return refuseTunnel(sessions, request, socket);
    setTunnel(socket, bareHost(request.url ?? ''));
    socket.write(ESTABLISHED);
    if (head.length > 0) socket.unshift(head);
    enter(socket);
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

/** Calls back with the first bytes of a connection. Returns a function that gives up. */
function firstBytesOf(socket: Socket, came: (first: Buffer) => void): () => void {
  const onError = (): void => void socket.destroy();
  const leave = (): void => {
    socket.off('readable', look);
    socket.off('error', onError);
  };
  const look = (): void => {
    const bytes: Buffer | null = socket.read();
    if (bytes === null) {
      if (socket.readableEnded) socket.destroy();
      return;
    }
    leave();
    came(bytes);
  };
  socket.on('readable', look).on('error', onError);
  return leave;
}

/** Records a secured connection that the client ends before it has sent a byte of a request. */
function recordWithoutRequest(sessions: Sessions, socket: TLSSocket): void {
  let ended: NodeJS.ErrnoException | undefined;
  socket.once('end', () => {
    ended ??= new Error();
  });
  socket.once('error', (error) => {
    ended ??= error;
  });
  socket.once('close', () => {
    if (ended === undefined || socket.bytesRead > 0) return;
    const fault = entranceOf(socket)?.certificate;
    const alert = handshakeFailure(ended.code ?? '', fault);
    recordRefused(sessions, socket, alert.kind === 'certificate' ? alert : withoutRequest(fault));
  });
}

/** Answers a CONNECT to a host that the mock does not serve; the journal has it. */
function refuseTunnel(sessions: Sessions, request: IncomingMessage, socket: Socket): void {
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  const session = sessionAt(sessions, socket);
  const record = session.journal.open(request, response);
  const text = `The mock serves the names of the service and this machine, and forwards nothing: no tunnel to ${bareHost(request.url ?? '')}.`;
  record.hint = text;
  response
    .writeHead(403, {
      Date: httpDate(session.clock.now()),
      'Content-Type': 'text/plain; charset=utf-8',
      Connection: 'close',
    })
    // A response that no server made closes with its socket only.
    .end(`${text}\n`, () => socket.destroySoon());
}
