/**
 * A WebSocket client without checks, for tests with very many frames: it sends any bytes, and distinguishes texts,
 * pongs and the end.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { within } from './router.ts';

export class Line {
  /** Called with the content of each text or binary frame. */
  onMessage: (content: Buffer) => void = () => {};
  isOpen = true;
  private readonly socket: Socket;
  private rest: Buffer = Buffer.alloc(0);
  private readonly waiting: ((isOpen: boolean) => void)[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (data) => this.read(data));
    socket.on('error', () => {}); // 'close' follows.
    socket.on('close', () => this.end());
  }

  /** Opens a WebSocket. */
  static async open(url: string, protocol: string): Promise<Line> {
    const { hostname, port, pathname } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const headers = [
      `GET ${pathname} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
      `Sec-WebSocket-Protocol: ${protocol}`,
    ];
    socket.write(`${headers.join('\r\n')}\r\n\r\n`);
    const [answer] = await within(once(socket, 'data'), 'the WebSocket to open');
    if (!String(answer).startsWith('HTTP/1.1 101')) throw new Error(`Expected 101, but ${answer} came.`);
    return new Line(socket);
  }

  /** Sends a message in one frame. */
  send(content: Uint8Array, binary: boolean): void {
    this.write(binary ? 2 : 1, content);
  }

  /** Waits until the router has processed everything sent; true if the connection is still open then. */
  async settled(): Promise<boolean> {
    if (!this.isOpen) return false;
    const answered = new Promise<boolean>((resolve) => this.waiting.push(resolve));
    this.write(9, Buffer.alloc(0));
    return within(answered, 'a pong, or the end of the connection');
  }

  /** Resets the connection, so that its port is free at once. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  // --- internal ---

  private write(opcode: number, content: Uint8Array): void {
    // The mask is all zeros, so masking changes nothing.
    this.socket.write(Buffer.concat([headerOf(opcode, content.length), Buffer.alloc(4), content]));
  }

  private read(data: Buffer): void {
    this.rest = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
    for (;;) {
      const [header, length] = lengthsOf(this.rest);
      if (header + length > this.rest.length) return;
      this.take((this.rest[0] as number) & 0x0f, this.rest.subarray(header, header + length));
      this.rest = this.rest.subarray(header + length);
    }
  }

  private take(opcode: number, content: Buffer): void {
    if (opcode === 1 || opcode === 2) this.onMessage(content);
    else if (opcode === 8) this.end();
    else if (opcode === 10) this.waiting.shift()?.(true);
  }

  private end(): void {
    this.isOpen = false;
    for (const resolve of this.waiting.splice(0)) resolve(false);
    this.socket.resetAndDestroy();
  }
}

// --- internal ---

function headerOf(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < 126) return Buffer.of(first, 0x80 | length);
  if (length < 2 ** 16) return Buffer.of(first, 0x80 | 126, length >> 8, length & 0xff);
  const header = Buffer.alloc(10);
  header[0] = first;
  header[1] = 0x80 | 127;
  header.writeUInt32BE(length, 6);
  return header;
}

/** Lengths of the header and the content of the next frame; infinite if its header is incomplete. */
function lengthsOf(buffer: Buffer): readonly [header: number, content: number] {
  if (buffer.length < 2) return [Number.POSITIVE_INFINITY, 0];
  const length = (buffer[1] as number) & 0x7f;
  if (length < 126) return [2, length];
  if (buffer.length < 10) return [Number.POSITIVE_INFINITY, 0];
  return length === 126 ? [4, buffer.readUInt16BE(2)] : [10, buffer.readUInt32BE(6)];
}
