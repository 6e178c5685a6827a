/** How much of everything a single message may hold, whatever its serialisation. */
export const MESSAGE_LIMITS = {
  /** Lists, dictionaries and tags of CBOR inside of one another. */
  depth: 500,
  /** Values, including those inside of lists and dictionaries, keys, and the tags and chunks of CBOR. */
  items: 2_000_000,
  /** Those of them that are not in the payload, and which the router therefore reads: ids, URIs, options and details. */
  read: 10_000,
} as const;

/** What is said of a message that exceeds each of them. */
export const BEYOND = {
  depth: `lists and dictionaries nested deeper than ${MESSAGE_LIMITS.depth}`,
  items: `more than ${grouped(MESSAGE_LIMITS.items)} values`,
  read: `more than ${grouped(MESSAGE_LIMITS.read)} values outside of the payload`,
} as const satisfies Record<keyof typeof MESSAGE_LIMITS, string>;

/** A count for a sentence. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
