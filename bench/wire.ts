/**
 * A WebSocket client that costs next to nothing, since it shares the machine with the routers it measures: it reads all
 * messages that have come in one go, and writes all answers to them in one go. Short text messages only.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export class Wire {
  /** Is called with each message, as text. */
  onMessage: (text: string) => void = () => {};
  onClose: () => void = () => {};
  private readonly socket: Socket;
  private readonly written: Buffer[] = [];
  private rest: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  static async open(url: string): Promise<Wire> {
    const { hostname, port, pathname } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const headers = [
      `GET ${pathname} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
      'Sec-WebSocket-Protocol: wamp.2.json',
    ];
    socket.write(`${headers.join('\r\n')}\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    if (!String(answer).startsWith('HTTP/1.1 101')) throw new Error(`Expected 101, but ${answer} came.`);
    const wire = new Wire(socket);
    socket.on('data', (data) => wire.read(data));
    socket.on('error', () => {});
    socket.on('close', () => wire.onClose());
    return wire;
  }

  /** Resolves with the next message. */
  next(): Promise<string> {
    return new Promise((resolve) => {
      this.onMessage = resolve;
    });
  }

  /** Writes a message when `flush` is called, or with the answers to what is being read. */
  send(text: string): void {
    const payload = Buffer.from(text);
    // The mask is all zeros, so masking changes nothing.
    this.written.push(Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload);
  }

  flush(): void {
    if (this.written.length === 0) return;
    this.socket.write(Buffer.concat(this.written));
    this.written.length = 0;
  }

  close(): void {
    this.socket.destroy();
  }

  // --- internal ---

  private read(data: Buffer): void {
    const buffer = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
    let at = 0;
    for (;;) {
      const [header, length] = frameAt(buffer, at);
      if (at + header + length > buffer.length) break;
      const opcode = (buffer[at] as number) & 0x0f;
      if (opcode === 1) this.onMessage(buffer.toString('latin1', at + header, at + header + length));
      at += header + length;
    }
    this.rest = buffer.subarray(at);
    this.flush();
  }
}

// --- internal ---

/** The lengths of the header and the payload of the frame there; endless if the header is not there yet. */
function frameAt(buffer: Buffer, at: number): readonly [header: number, payload: number] {
  if (buffer.length < at + 4)
    return buffer.length === at + 2 && buffer[at + 1] === 0 ? [2, 0] : [Infinity, 0];
  const length = (buffer[at + 1] as number) & 0x7f;
  return length < 126 ? [2, length] : [4, buffer.readUInt16BE(at + 2)];
}
