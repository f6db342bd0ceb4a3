import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type CertificateFault, setEntrance } from '../http/carrier.ts';

/** The place of a port, and what it presents at first. */
export interface SessionPortOptions {
  /**
   * The port; 0 means any free port.
   *
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * The address to listen on.
   *
   * @default 127.0.0.1
   */
  readonly host?: string | undefined;
}

/** A port of its own for a session: every request to it belongs to the session, whatever its token. */
export interface SessionPort extends AsyncDisposable {
  readonly port: number;
  /**
   * Ends all connections to the port. Those that follow get certificates with this fault, or right ones when
   * it is left out.
   */
  present(fault?: CertificateFault): void;
  /** Ends all connections and stops listening. A second call does nothing. */
  close(): Promise<void>;
}

/** The ports of the sessions of a server. The port of the server itself stays open for all of them. */
export class SessionPorts {
  readonly #server: Server;
  readonly #open = new Set<SessionPort>();

  /** @param server Serves the connections. */
  constructor(server: Server) {
    this.#server = server;
  }

  /**
   * Opens a port for a session.
   *
   * @param session The id of the session.
   * @throws {Error} (as a rejection) the system's error when it cannot listen, for example `EACCES`.
   */
  async open(
    session: string,
    { port = 0, host = '127.0.0.1' }: SessionPortOptions = {},
  ): Promise<SessionPort> {
    const sockets = new Set<Socket>();
    let certificate: CertificateFault | undefined;
    // The same settings as those of a server for HTTP, which gets the connections.
    const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      setEntrance(socket, { session, certificate });
      this.#server.emit('connection', socket);
    });
    await new Promise<void>((resolve, reject) =>
      listener.once('error', reject).listen(port, host, () => resolve()),
    );
    const endAll = (): void => {
      for (const socket of sockets) socket.destroy();
    };
    const closed = new Promise<void>((resolve) => listener.once('close', resolve));
    const close = async (): Promise<void> => {
      this.#open.delete(opened);
      listener.close();
      endAll();
      await closed;
    };
    const opened: SessionPort = {
      port: (listener.address() as AddressInfo).port,
      present: (fault) => {
        certificate = fault;
        endAll();
      },
      close,
      [Symbol.asyncDispose]: close,
    };
    this.#open.add(opened);
    return opened;
  }

  /** Closes all ports. */
  async closeAll(): Promise<void> {
    await Promise.all(Array.from(this.#open, (port) => port.close()));
  }
}
