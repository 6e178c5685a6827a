/** Colours and line width of a terminal. */
import { styleText } from 'node:util';
import { type Paint, plain } from '../tools/explain/layout.ts';

/**
 * @param stream the stream the text is written to
 * @returns the function that styles text: FORCE_COLOR enables it (`0` disables it), NO_COLOR disables it, and without
 *   either it depends on whether the stream is a terminal
 */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return isColoured(stream.isTTY === true)
    ? (style, text) => styleText(style, text, { validateStream: false })
    : plain;
}

/** Line width: that of the terminal, if known, but at most the given one. */
export const widthOf = (stream: NodeJS.WriteStream, most = Number.POSITIVE_INFINITY): number =>
  Math.max(40, Math.min((stream.isTTY && stream.columns) || 100, most));

// --- internal ---

function isColoured(isTerminal: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && (NO_COLOR === undefined || NO_COLOR === '');
}
