/** TLS connections, as they are below WebSockets. */
import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { TRUSTED } from './certificates.ts';
import { within } from './router.ts';

/** A TLS connection that sends nothing. */
export async function encrypt(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', ca: TRUSTED, ...options });
  onTestFinished(() => void socket.destroy());
  await within(once(socket, 'secureConnect'), 'the TLS handshake');
  return socket.on('error', () => {}).resume();
}

/** The fingerprint of the certificate that new connections get. */
export async function certificateAt(port: number | string): Promise<string> {
  const socket = await encrypt(Number(port));
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}
