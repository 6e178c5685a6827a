/**
 * A WebSocket client that costs next to nothing, since it shares the machine with the routers it measures.
 * It parses only the beginning of a message and skips the rest. It reads all available data at once, and
 * writes all answers to it at once.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { frame } from './template.ts';

/** Number of parsed bytes of a message, enough for its type and first id in any serialisation. */
const START = 32;

export class Wire {
  /** Called with the beginning of each message, in a buffer that is reused afterwards. */
  onMessage: (start: Buffer) => void = () => {};
  onClose: () => void = () => {};
  /** Number of bytes of a message that `onMessage` gets. */
  seen = START;
  private readonly socket: Socket;
  private readonly written: Uint8Array[] = [];
  private bytesWritten = 0;
  /** Bytes to come of a message whose beginning was seen. */
  private bytesToSkip = 0;
  /** A beginning of which more is to come. */
  private rest: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  /** @param protocol the WebSocket subprotocol */
  static async open(url: string, protocol: string): Promise<Wire> {
    const { hostname, port, pathname } = new URL(url);
    let take: (data: Buffer) => void;
    const answered = new Promise<Buffer>((resolve) => {
      take = (data) => resolve(Buffer.from(data));
    });
    const onread = {
      buffer: Buffer.allocUnsafe(READ_AT_ONCE),
      callback: (length: number, buffer: Uint8Array) => {
        take((buffer as Buffer).subarray(0, length));
        return true;
      },
    };
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread });
    const failed = once(socket, 'close').then(() =>
      Promise.reject(new Error(`${url} closed the connection.`)),
    );
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
    const answer = await Promise.race([answered, failed]);
    failed.catch(() => {});
    if (!String(answer).startsWith('HTTP/1.1 101')) throw new Error(`Expected 101, but ${answer} came.`);
    const wire = new Wire(socket);
    take = (data) => wire.read(data);
    socket.on('error', () => {});
    socket.on('close', () => wire.onClose());
    return wire;
  }

  /** Resolves with the beginning of the next message. */
  next(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.onMessage = (start) => resolve(Buffer.from(start));
      this.onClose = () => reject(new Error('The router closed the connection.'));
    });
  }

  /** Writes a frame when `flush` is called, or with the answers to what is being read. */
  send(...parts: readonly Uint8Array[]): void {
    for (const part of parts) {
      this.written.push(part);
      this.bytesWritten += part.length;
    }
  }

  flush(): void {
    if (this.written.length === 0) return;
    if (this.bytesWritten < WORTH_JOINING) this.socket.write(Buffer.concat(this.written));
    else {
      this.socket.cork();
      for (const part of this.written) this.socket.write(part);
      this.socket.uncork();
    }
    this.written.length = 0;
    this.bytesWritten = 0;
  }

  close(): void {
    this.onClose = () => {};
    this.socket.destroy();
  }

  // --- internal ---

  private read(data: Buffer): void {
    const skipped = Math.min(this.bytesToSkip, data.length);
    this.bytesToSkip -= skipped;
    const buffer = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
    let at = skipped;
    while (at < buffer.length) {
      const [header, length] = frameAt(buffer, at);
      const end = at + header + Math.min(length, this.seen);
      if (end > buffer.length) break;
      this.take((buffer[at] as number) & 0x0f, buffer.subarray(at + header, end));
      at += header + length;
    }
    this.bytesToSkip += Math.max(0, at - buffer.length);
    // The buffer is reused, so the rest has to be a copy.
    this.rest = at < buffer.length ? Buffer.from(buffer.subarray(at)) : NOTHING;
    this.flush();
  }

  private take(opcode: number, start: Buffer): void {
    if (opcode === 1 || opcode === 2) this.onMessage(start);
    else if (opcode === 9) this.send(frame(10, start));
  }
}

// --- internal ---

const NOTHING = Buffer.alloc(0);
const READ_AT_ONCE = 2 ** 18;
/** Number of bytes below which one joined buffer is written faster than several. */
const WORTH_JOINING = 2 ** 15;

/** The lengths of the frame's header and payload; endless if the header is incomplete. */
function frameAt(buffer: Buffer, at: number): readonly [header: number, payload: number] {
  if (buffer.length < at + 2) return ENDLESS;
  const length = (buffer[at + 1] as number) & 0x7f;
  if (length < 126) return [2, length];
  if (length === 126) return buffer.length < at + 4 ? ENDLESS : [4, buffer.readUInt16BE(at + 2)];
  return buffer.length < at + 10 ? ENDLESS : [10, buffer.readUInt32BE(at + 6)];
}

const ENDLESS = [Number.POSITIVE_INFINITY, 0] as const;
