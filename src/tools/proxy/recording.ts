/** Decodes the messages of one connection and records them. */
import type { Serialisation } from '../../wire/serialisation.ts';
import { FrameReader } from './frames.ts';
import type { Tap } from './tap.ts';

export interface RecordingOptions {
  readonly tap: Tap;
  readonly serialisation: Serialisation;
  /** Size of the largest message that is decoded, in bytes. */
  readonly maxMessageSize: number;
  /** Called for a message that was forwarded, but not decoded, since it is too large. */
  readonly onSkipped: (sentence: string) => void;
}

/** The readers of both directions. */
export interface Recording {
  readonly client: FrameReader;
  readonly router: FrameReader;
}

/** Records both directions of a connection. */
export const recordingOf = (options: RecordingOptions): Recording => ({
  client: reader(options, (wire) => options.tap.received(wire), 'lost'),
  router: reader(options, (wire) => options.tap.sent(wire), 'closed'),
});

// --- internal ---

function reader(
  { tap, serialisation, maxMessageSize, onSkipped }: RecordingOptions,
  record: (wire: unknown) => void,
  end: 'lost' | 'closed',
): FrameReader {
  return new FrameReader({
    maxMessageSize,
    onMessage: (data, isBinary) => record(wireOf(serialisation, data, isBinary)),
    onTooLarge(length) {
      const sentence = `a message of ${length} bytes, more than the ${maxMessageSize} that are decoded`;
      record(sentence);
      onSkipped(sentence);
    },
    onClose: () => tap.ended(end),
    onUnreadable: (reason) => record(`something unreadable (${reason})`),
  });
}

/** A message, or a description of what cannot be read. */
function wireOf(serialisation: Serialisation, data: Buffer, isBinary: boolean): unknown {
  if (isBinary !== serialisation.binary) return isBinary ? 'a binary message' : 'a text message';
  try {
    return serialisation.read(data);
  } catch (error) {
    return `something unreadable (${(error as Error).message})`;
  }
}
