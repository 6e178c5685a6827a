/** Limits of the contents of a message, in every serialisation. */
export const MESSAGE_LIMITS = {
  /** Nesting of lists, dictionaries and tags of CBOR. */
  depth: 500,
  /** Values, including nested ones, keys, and the tags and chunks of CBOR. */
  items: 2_000_000,
  /** Values outside of the payload, which the router reads: ids, URIs, options and details. */
  read: 10_000,
} as const;

/** Error message for each exceeded limit. */
export const BEYOND = {
  depth: `lists and dictionaries nested deeper than ${MESSAGE_LIMITS.depth}`,
  items: `more than ${grouped(MESSAGE_LIMITS.items)} values`,
  read: `more than ${grouped(MESSAGE_LIMITS.read)} values outside of the payload`,
} as const satisfies Record<keyof typeof MESSAGE_LIMITS, string>;

/** A count for a sentence. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
