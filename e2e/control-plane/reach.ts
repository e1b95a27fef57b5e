import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as tlsConnect } from 'node:tls';
import type { Certificates } from './certificates';

export interface Call {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With TLS, as the administrator. */
  readonly isSecure?: boolean;
  /** In which namespace's view the address is. @default 127.0.0.1 */
  readonly host?: string;
  /** How long nothing may come. @default 60 s */
  readonly timeoutMilliseconds?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** How long a port may take to answer: the API server has much to do with a large CRD, and little time on a full machine. */
const TIMEOUT_MILLISECONDS = 60_000;

/** Calls to the ports inside the control plane's namespace, through the gateway. */
export class Reach {
  /** Connections with TLS stay open: values are read many times a second, and a handshake costs more than an answer. */
  private readonly secure: HttpsAgent;

  constructor(
    private readonly socketPath: string,
    { authority, admin }: Certificates,
  ) {
    const [ca, cert, key] = [authority.certificate, admin.certificate, admin.key].map((file) => readFileSync(file));
    this.secure = new TunnelAgent((address) => this.connect(address), { ca, cert, key, servername: 'localhost' });
  }

  async call(port: number, path: string, call: Call = {}): Promise<Answer> {
    let body = '';
    const status = await this.stream(port, path, call, (chunk) => {
      body += chunk;
    });
    return { status, body };
  }

  /** Hands over the body piece by piece, until it ends: what a watch needs. The result is the status. */
  async stream(
    port: number,
    path: string,
    { isSecure, host = '127.0.0.1', timeoutMilliseconds = TIMEOUT_MILLISECONDS, ...call }: Call,
    onData: (chunk: string) => void,
  ): Promise<number> {
    const options: RequestOptions = {
      path,
      method: call.method ?? 'GET',
      headers: { host: 'localhost', ...call.headers },
      timeout: timeoutMilliseconds,
    };
    if (isSecure) return exchange(httpsRequest, { ...options, host, port, agent: this.secure }, call.body, onData);
    const socket = await this.connect(`${host}:${port}`);
    return exchange(httpRequest, { ...options, createConnection: () => socket }, call.body, onData);
  }

  /** True when the path answers 200: what readiness probes ask. */
  async isFine(port: number, path: string, call: Call = {}): Promise<boolean> {
    return (await this.call(port, path, call)).status === 200;
  }

  /** True when somebody listens. */
  async listens(port: number): Promise<boolean> {
    (await this.connect(`127.0.0.1:${port}`)).destroy();
    return true;
  }

  private connect(address: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const tunnel = httpRequest({ socketPath: this.socketPath, method: 'CONNECT', path: address });
      tunnel.on('connect', (_response, socket: Socket) => resolve(socket));
      tunnel.on('error', () => reject(new Error(`nobody listens on ${address}`)));
      tunnel.end();
    });
  }
}

/** Makes its connections through the gateway, and keeps them. */
class TunnelAgent extends HttpsAgent {
  constructor(
    private readonly tunnel: (address: string) => Promise<Socket>,
    private readonly tls: ConnectionOptions,
  ) {
    super({ keepAlive: true });
  }

  // Node hands over a callback for connections that take their time.
  override createConnection(
    { host, port }: RequestOptions,
    done: (error: Error | null, stream: Duplex) => void = () => {},
  ): undefined {
    this.tunnel(`${host}:${port}`).then(
      (socket) => done(null, tlsConnect({ ...this.tls, socket })),
      (error: Error) => done(error, undefined as never),
    );
  }
}

function exchange(
  send: (options: RequestOptions, answer: (response: IncomingMessage) => void) => ReturnType<typeof httpRequest>,
  options: RequestOptions,
  body: string | undefined,
  onData: (chunk: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = send(options, (response) => {
      response.setEncoding('utf8');
      response.on('data', onData);
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer from ${options.path}`)));
    request.on('error', reject);
    request.end(body);
  });
}
