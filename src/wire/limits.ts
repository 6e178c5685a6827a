/** How much of everything a single message may hold, whatever its serialisation. */
export const MESSAGE_LIMITS = {
  /** Lists and dictionaries inside of one another. */
  depth: 500,
  /** Values, including those inside of lists and dictionaries, and keys. */
  items: 2_000_000,
} as const;
