/** Values of a message one after the other, as they stand in a list: a part of some bytes. */
export interface Run {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Copies a run to a place in other bytes, which have room for it. */
export function copyRun({ bytes, start, end }: Run, target: Buffer, at: number): void {
  if (end - start > SHORT) target.set(bytes.subarray(start, end), at);
  else for (let from = start, to = at; from < end; from++, to++) target[to] = bytes[from] as number;
}

// --- internal ---

/** Up to how many bytes a loop is faster than the platform, which needs a view of them. */
const SHORT = 64;
