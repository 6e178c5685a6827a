/** Consecutive values of a message, as a part of a buffer. */
export type Run = PartOf<Buffer>;

/** Copies a run, or any part of a buffer, into a buffer with room for it. */
export function copyRun({ bytes, start, end }: PartOf<Uint8Array>, target: Uint8Array, at: number): void {
  if (end - start > SHORT) target.set(bytes.subarray(start, end), at);
  else for (let from = start, to = at; from < end; from++, to++) target[to] = bytes[from] as number;
}

// --- internal ---

interface PartOf<Bytes> {
  readonly bytes: Bytes;
  readonly start: number;
  readonly end: number;
}

/** Number of bytes up to which a loop is faster than the platform, which needs a view of them. */
const SHORT = 64;
