/** The HTTP part of a WebSocket on its way through the proxy. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * The headers of a client for the router, as a flat list of names and values: all of them, with the router's host, and
 * without extensions such as compression, so that the frames can be read.
 */
export function headersFor({ rawHeaders }: IncomingMessage, { host }: URL): string[] {
  const pairs = pairsIn(rawHeaders).filter(([name]) => !LEFT_OUT.has(name.toLowerCase()));
  return [['Host', host], ...pairs].flat();
}

/** The head of the router's answer, for the client. */
export function statusOf({ statusCode = 502, statusMessage, rawHeaders }: IncomingMessage): string {
  const isOpen = statusCode === 101;
  const pairs = pairsIn(rawHeaders).filter(([name]) => isOpen || !HOP.has(name.toLowerCase()));
  const lines = [...pairs, ...(isOpen ? [] : [['Connection', 'close'] as const])];
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${statusCode} ${statusMessage || STATUS_CODES[statusCode]}\r\n${head}\r\n`;
}

/** Answers a request for a WebSocket with an error of the proxy itself. */
export function refuse(client: Duplex, status: number, sentence: string): void {
  if (!client.writable) return;
  const body = `${sentence}\n`;
  const headers = `Connection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}`;
  client.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}\r\n\r\n${body}`, () =>
    client.destroy(),
  );
}

// --- internal ---

const LEFT_OUT: ReadonlySet<string> = new Set(['host', 'sec-websocket-extensions']);

/** Headers about the connection to the router. */
const HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);

const pairsIn = (raw: readonly string[]): (readonly [name: string, value: string])[] =>
  Array.from(
    { length: raw.length / 2 },
    (_, index) => [raw[2 * index], raw[2 * index + 1]] as [string, string],
  );
