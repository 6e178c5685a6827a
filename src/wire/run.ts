/** Values of a message one after the other, as they stand in a list: a part of some bytes. */
export type Run = PartOf<Buffer>;

/** Copies a run, or any part of some bytes, to a place in others, which have room for it. */
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

/** Up to how many bytes a loop is faster than the platform, which needs a view of them. */
const SHORT = 64;
