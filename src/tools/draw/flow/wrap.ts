/** Breaks the parts of a label into lines. */

/**
 * @param parts kept whole where they fit
 * @param width in characters, at least 1
 * @returns the lines, none of them longer
 */
export function wrapParts(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const piece of parts.flatMap((part) => piecesOf(part, width))) {
    const last = lines.at(-1);
    const joint = last === undefined ? undefined : `${last}${piece.isGlued ? '' : ' '}${piece.text}`;
    if (joint !== undefined && !piece.isApart && lengthOf(joint) <= width) lines[lines.length - 1] = joint;
    else lines.push(piece.text);
  }
  return lines;
}

/** Number of parts that do not fit into a line. */
export const breaks = (parts: readonly string[], width: number): number =>
  parts.filter((part) => lengthOf(part) > width).length;

/** Width of a text in characters; those of East Asia, and emoji, count as two. */
export function lengthOf(text: string): number {
  if (!WIDE.test(text)) return text.length;
  let length = 0;
  for (const sign of text) length += WIDE.test(sign) ? 2 : 1;
  return length;
}

// --- internal ---

/** The characters of East Asia and all after them, and surrogates. */
const WIDE = /[\u1100-\uffff]/;

interface Piece {
  readonly text: string;
  /** True if no blank was before it. */
  readonly isGlued: boolean;
  /** True if it begins a line, as a word does that must be broken. */
  readonly isApart: boolean;
}

/** Breaks a part that is too long: at blanks, after the separators of URIs and JSON, and anywhere if necessary. */
function piecesOf(part: string, width: number): readonly Piece[] {
  if (lengthOf(part) <= width) return [whole(part)];
  return part.split(' ').flatMap((word) => {
    if (lengthOf(word) <= width) return [whole(word)];
    const joints = word.match(/[^._,:={[]*[._,:={[]+|[^._,:={[]+/g) ?? [word];
    return joints
      .flatMap((joint) => chunks(joint, width))
      .map((text, index) => ({ text, isGlued: index > 0, isApart: index === 0 }));
  });
}

const whole = (text: string): Piece => ({ text, isGlued: false, isApart: false });

function chunks(text: string, width: number): readonly string[] {
  const found = [''];
  for (const sign of text) {
    if (lengthOf(`${found.at(-1)}${sign}`) > width) found.push('');
    found[found.length - 1] += sign;
  }
  return found;
}
