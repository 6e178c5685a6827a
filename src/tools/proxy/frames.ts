/** Reads the WebSocket frames of one direction while they pass, without changing them. */

export interface FrameReaderOptions {
  /** Size of a message that is put together at most, in bytes; the rest of a larger one is skipped. */
  readonly maxMessageSize: number;
  readonly onMessage: (data: Buffer, isBinary: boolean) => void;
  /** @param length of the part that was seen when the limit was exceeded, in bytes */
  readonly onTooLarge: (length: number) => void;
  /** The sender closes the WebSocket. */
  readonly onClose: () => void;
  /** The bytes are no frames; nothing more is read. */
  readonly onUnreadable: (reason: string) => void;
}

export class FrameReader {
  private readonly options: FrameReaderOptions;
  private isOver = false;
  /** Bytes of a header that is not complete. */
  private head: Buffer = NOTHING;
  private frame: Frame | undefined;
  /** The message so far. */
  private parts: Buffer[] = [];
  private length = 0;
  private isBinary = false;
  private isSkipped = false;

  constructor(options: FrameReaderOptions) {
    this.options = options;
  }

  /** Takes the next bytes; they are not changed, and copied if they are kept. */
  take(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0 && !this.isOver)
      rest = this.frame === undefined ? this.begin(rest) : this.go(rest);
  }

  // --- internal ---

  /** Reads a header; returns the bytes after it. */
  private begin(bytes: Buffer): Buffer {
    const head = this.head.length === 0 ? bytes : Buffer.concat([this.head, bytes]);
    const frame = frameIn(head);
    if (frame === undefined) {
      this.head = Buffer.from(head);
      return NOTHING;
    }
    this.head = NOTHING;
    const reason = this.objectionTo(frame);
    if (reason !== undefined) {
      this.isOver = true;
      this.options.onUnreadable(reason);
      return NOTHING;
    }
    if (frame.opcode === TEXT || frame.opcode === BINARY) this.isBinary = frame.opcode === BINARY;
    this.frame = frame;
    if (frame.left === 0) this.end(frame);
    return head.subarray(frame.size);
  }

  private objectionTo({ opcode, isReserved }: Frame): string | undefined {
    if (isReserved) return 'a frame of an extension';
    if (opcode > BINARY && opcode < CLOSE) return `a frame of the unknown type ${opcode}`;
    return undefined;
  }

  /** Reads content; returns the bytes after it. */
  private go(bytes: Buffer): Buffer {
    const frame = this.frame as Frame;
    const content = bytes.subarray(0, frame.left);
    if (frame.opcode < CLOSE) this.keep(content, frame);
    frame.left -= content.length;
    frame.seen += content.length;
    if (frame.left === 0) this.end(frame);
    return bytes.subarray(content.length);
  }

  private keep(content: Buffer, { mask, seen }: Frame): void {
    if (this.isSkipped) return;
    this.length += content.length;
    if (this.length > this.options.maxMessageSize) {
      this.isSkipped = true;
      this.parts = [];
      return;
    }
    const part = Buffer.from(content);
    if (mask !== undefined)
      for (let at = 0; at < part.length; at++)
        part[at] = (part[at] as number) ^ (mask[(seen + at) & 3] as number);
    this.parts.push(part);
  }

  private end({ opcode, isLast }: Frame): void {
    this.frame = undefined;
    if (opcode === CLOSE) this.options.onClose();
    if (opcode >= CLOSE || !isLast) return;
    const { parts, length, isSkipped } = this;
    this.parts = [];
    this.length = 0;
    this.isSkipped = false;
    if (isSkipped) return this.options.onTooLarge(length);
    const data = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    this.options.onMessage(data, this.isBinary);
  }
}

// --- internal ---

interface Frame {
  readonly opcode: number;
  readonly isLast: boolean;
  readonly isReserved: boolean;
  readonly mask: Buffer | undefined;
  /** Size of the header, in bytes. */
  readonly size: number;
  /** Bytes of content that were not seen yet, and those that were. */
  left: number;
  seen: number;
}

const NOTHING = Buffer.alloc(0);
const [TEXT, BINARY, CLOSE] = [1, 2, 8];

/** The header at the beginning of some bytes, as RFC 6455 has it; undefined if it is not complete. */
function frameIn(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first, second] = bytes as unknown as [number, number];
  const short = second & 0x7f;
  const extra = short === 127 ? 8 : short === 126 ? 2 : 0;
  const isMasked = (second & 0x80) !== 0;
  const size = 2 + extra + (isMasked ? 4 : 0);
  if (bytes.length < size) return undefined;
  const left = extra === 8 ? Number(bytes.readBigUInt64BE(2)) : extra === 2 ? bytes.readUInt16BE(2) : short;
  return {
    opcode: first & 0x0f,
    isLast: (first & 0x80) !== 0,
    isReserved: (first & 0x70) !== 0,
    mask: isMasked ? Buffer.from(bytes.subarray(size - 4, size)) : undefined,
    size,
    left,
    seen: 0,
  };
}
