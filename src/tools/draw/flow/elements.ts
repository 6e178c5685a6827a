/** SVG elements of the picture of a flow, as text. */
import { escapeXml } from '../xml.ts';

/** Width of the bar on the dealer's lifeline that marks a re-route, in pixels. */
export const ACCENT_BAR = 6;

interface TextOptions {
  readonly anchor?: 'middle' | 'end';
  readonly class?: string;
  /** The beginning of the text, in bold. */
  readonly bold?: string | undefined;
}

export function text(
  x: number,
  y: number,
  words: string,
  { anchor, class: name, bold = '' }: TextOptions,
): string {
  const attributes = [name && ` class="${name}"`, anchor && ` text-anchor="${anchor}"`]
    .filter(Boolean)
    .join('');
  const begins = bold !== '' && words.startsWith(bold);
  const inside = begins
    ? `<tspan class="type">${escapeXml(bold)}</tspan>${escapeXml(words.slice(bold.length))}`
    : escapeXml(words);
  return `<text x="${at(x)}" y="${at(y)}"${attributes}>${inside}</text>`;
}

export const line = (x1: number, y1: number, x2: number, y2: number, name: string): string =>
  `<line class="${name}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`;

export const rect = (x: number, y: number, width: number, height: number, name: string): string =>
  `<rect class="${name}" x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" rx="3"/>`;

/** @param title text shown when the pointer rests on it */
export const group = (name: string, title: string, inside: readonly string[]): string =>
  `<g class="${name}"><title>${escapeXml(title)}</title>${inside.join('')}</g>`;

export const shapes = {
  /** Shaft and head of an arrow that ends on the lifeline. */
  arrow(from: number, to: number, y: number): string {
    const back = to + (from < to ? -HEAD : HEAD);
    const head = `M${at(to)} ${at(y)} L${at(back)} ${at(y - HEAD / 2)} L${at(back)} ${at(y + HEAD / 2)} Z`;
    return `${line(from, y, back, y, 'shaft')}<path class="head" d="${head}"/>`;
  },
  /** Shaft and cross of an arrow that ends before the lifeline. */
  stop(from: number, to: number, y: number): string {
    const end = to + (from < to ? -2 * HEAD : 2 * HEAD);
    return `${line(from, y, end, y, 'shaft')}${shapes.cross(end, y)}`;
  },
  cross(x: number, y: number): string {
    const [left, right, top, bottom] = [at(x - 5), at(x + 5), at(y - 5), at(y + 5)];
    return `<path class="cross" d="M${left} ${top} L${right} ${bottom} M${right} ${top} L${left} ${bottom}"/>`;
  },
};

// --- internal ---

const HEAD = 8;

/** A number of pixels, written as short as possible. */
const at = (pixels: number): string => `${Math.round(pixels * 100) / 100}`;
