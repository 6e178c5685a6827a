/** A flow as a picture for pages and print. */
import { escapeXml } from '../xml.ts';
import { ACCENT_BAR, group, line, rect, shapes, text } from './elements.ts';
import { columnOf, type Layout, layOut } from './layout.ts';
import type { Flow, MessageRow, Row } from './model.ts';
import { STYLE } from './style.ts';
import { wrapParts } from './wrap.ts';

/** Maximum width in characters: readable across a column of a page, or a sheet of paper. */
const WIDTH = 92;
/** Width of a character in pixels, in a font of 12 pixels: that of the widest monospaced fonts. */
const CHARACTER = 7.5;
const LINE = 15;
/** Left edge of the lifelines; the step numbers are to its left. */
const LEFT = 36;
const EDGE = 8;
const BETWEEN_BOXES = 2;
const BETWEEN_STEPS = 14;
const BETWEEN_ROWS = 8;
/** Distance from the last line of a label to its arrow. */
const ABOVE_ARROW = 6;
/** The ground of a marked row extends so far above and below it. */
const MARK_EDGE = 4;
const MARK_BAR = 4;
/** Size of the heading, which the style has too, in pixels; and the distance below it. */
const HEADING = 16;
const BELOW_HEADING = 12;

export interface SvgOptions {
  /** False for a page that has `EMBEDDED_STYLE` once for all its pictures; true if omitted. */
  readonly isStyled?: boolean;
  /** Maximum width in characters: 92 if omitted. A flow with many sessions may be wider. */
  readonly width?: number;
}

/** @returns an SVG document for a file of its own, or for embedding in a page */
export function drawSvg(flow: Flow, { isStyled = true, width = WIDTH }: SvgOptions = {}): string {
  const picture = new Picture(flow, isStyled, width);
  picture.head();
  for (const [index, row] of flow.rows.entries()) picture.draw(row, flow.rows[index - 1]);
  return picture.finish();
}

// --- internal ---

class Picture {
  private readonly flow: Flow;
  private readonly layout: Layout;
  private readonly isStyled: boolean;
  /** Layers from back to front. */
  private readonly grounds: string[] = [];
  private readonly lifelines: string[] = [];
  private readonly bars: string[] = [];
  private readonly front: string[] = [];
  private y = EDGE;
  /** Tops of the current lifelines with the steps that begin them, and positions of the arrows of rows. */
  private readonly begun = new Map<number, { readonly top: number; readonly step: number }>();
  private readonly arrows = new Map<number, number>();
  private numbered = 0;

  constructor(flow: Flow, isStyled: boolean, width: number) {
    this.flow = flow;
    this.isStyled = isStyled;
    this.layout = layOut(flow, width, BETWEEN_BOXES);
  }

  /** Writes the heading, if there is one, over the width of the picture. */
  head(): void {
    const { heading } = this.flow;
    if (heading === undefined) return;
    const room = Math.floor((this.layout.width * CHARACTER) / (CHARACTER * (HEADING / 12)));
    for (const words of wrapParts(heading.split(' '), Math.max(20, room))) {
      this.y += HEADING + 4;
      this.front.push(text(LEFT, this.y - 4, words, { class: 'heading' }));
    }
    this.y += BELOW_HEADING;
  }

  draw(row: Row, last: Row | undefined): void {
    if (last !== undefined)
      this.y += last.step === row.step || row.kind === 'end' ? BETWEEN_ROWS : BETWEEN_STEPS;
    const top = this.y;
    const before = this.front.length;
    if (row.kind === 'message') this.message(row);
    else if (row.kind === 'note') this.note(row.step, row.text);
    else if (row.kind === 'begin') this.begin(row.step, row.lifelines);
    else if (row.isLost) this.lose(row.step, row.lifelines);
    else this.end(row.lifelines);
    if (row.differs) this.mark(row.step, top);
    this.front.push(ofStep(row.step, this.front.splice(before)));
  }

  finish(): string {
    this.footnotes();
    const { name, title } = this.flow;
    const width = Math.ceil(LEFT + this.layout.width * CHARACTER + EDGE);
    const height = Math.ceil(this.y + EDGE);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" data-scenario="${escapeXml(name)}">`,
      `<title>${escapeXml(title)}</title>`,
      `<desc>${escapeXml(this.description())}</desc>`,
      ...(this.isStyled ? [`<style>\n${STYLE}</style>`] : []),
      `<rect class="page" width="${width}" height="${height}"/>`,
      ...this.grounds,
      ...this.lifelines,
      ...this.bars,
      ...this.front,
      '</svg>',
      '',
    ].join('\n');
  }

  // --- internal ---

  private placeOf(lifeline: number): number {
    return pixelsAt(this.layout.columns[columnOf(this.flow, lifeline)] as number);
  }

  private nameOf(lifeline: number): string {
    const { name } = this.flow.lifelines[lifeline] as Flow['lifelines'][number];
    return lifeline === this.flow.dealer ? 'the dealer' : name;
  }

  /** Lays a coloured ground with a bar at its left edge below the row that begins here. */
  private mark(step: number, top: number): void {
    const [y, height] = [top - MARK_EDGE, this.y - top + 2 * MARK_EDGE];
    const ground = rect(0, y, LEFT + this.layout.width * CHARACTER + EDGE, height, 'difference');
    this.grounds.push(ofStep(step, [ground, rect(0, y, MARK_BAR, height, 'mark')]));
  }

  /** Writes the number of a step in the margin, once. */
  private number(step: number, y: number): void {
    if (step === this.numbered) return;
    this.numbered = step;
    this.front.push(text(LEFT - 12, y, `${step}`, { class: 'step', anchor: 'end' }));
  }

  private message(row: MessageRow): void {
    const { label, middle } = this.layout.place(row);
    const x = pixelsAt(middle);
    const [from, to] = [this.placeOf(row.from), this.placeOf(row.to)];
    const parts = label.map((words, index) => {
      this.y += LINE;
      if (index === 0) this.number(row.step, this.y - 3);
      return text(x, this.y - 3, words, { anchor: 'middle', bold: index === 0 ? typeOf(row) : undefined });
    });
    this.y += ABOVE_ARROW;
    this.arrows.set(this.flow.rows.indexOf(row), this.y);
    const kind = row.isDiscarded ? 'discarded' : row.refusal === undefined ? 'message' : 'rerouted';
    const arrow = row.isMissed ? shapes.stop(from, to, this.y) : shapes.arrow(from, to, this.y);
    const refused = row.refusal === undefined ? undefined : this.arrows.get(row.refusal);
    // From the arrow of the refusal to that of the next INVOCATION.
    if (refused !== undefined) {
      const dealer = this.placeOf(this.flow.dealer);
      const bar = rect(dealer - ACCENT_BAR / 2, refused, ACCENT_BAR, this.y - refused, 'bar');
      this.bars.push(ofStep(row.step, [bar]));
    }
    const title = `${this.nameOf(row.from)} to ${this.nameOf(row.to)}: ${row.words.join(' ')}`;
    this.front.push(group(kind, title, [...parts, arrow]));
  }

  private note(step: number, words: string): void {
    const [first, last] = this.layout.across.map(pixelsAt) as [number, number];
    const x = (first + last) / 2;
    const inner = Math.floor((last - first) / CHARACTER) - 4;
    const lines = wrapParts(words.split(' '), inner);
    const top = this.y;
    const texts = lines.map((each) => {
      this.y += LINE;
      return text(x, this.y, each, { anchor: 'middle', class: 'aside' });
    });
    this.y += LINE / 2;
    this.front.push(rect(first, top, last - first, this.y - top, 'note'), ...texts);
    this.number(step, top + LINE);
  }

  private begin(step: number, lifelines: readonly number[]): void {
    const all = lifelines.map((one) => this.flow.lifelines[one] as Flow['lifelines'][number]);
    const height = Math.max(...all.map(({ roles }) => roles.length + 1)) * LINE + 8;
    for (const [index, { name, roles }] of all.entries())
      this.box(lifelines[index] as number, [name, ...roles], height);
    this.y += height;
    for (const one of lifelines) this.begun.set(one, { top: this.y, step });
  }

  private end(lifelines: readonly number[]): void {
    for (const one of lifelines) {
      this.lifeline(one);
      this.box(one, [this.flow.lifelines[one]?.name as string], LINE + 8);
    }
    this.y += LINE + 8;
  }

  private lose(step: number, lifelines: readonly number[]): void {
    this.y += 8;
    this.number(step, this.y + 4);
    for (const one of lifelines) {
      this.lifeline(one);
      const x = this.placeOf(one);
      this.front.push(
        shapes.cross(x, this.y),
        text(x, this.y + LINE + 4, '(lost)', { anchor: 'middle', class: 'aside' }),
      );
    }
    this.y += LINE + 6;
  }

  private lifeline(lifeline: number): void {
    const x = this.placeOf(lifeline);
    const { top, step } = this.begun.get(lifeline) as { top: number; step: number };
    this.lifelines.push(ofStep(step, [line(x, top, x, this.y, 'lifeline')]));
  }

  private box(lifeline: number, lines: readonly string[], height: number): void {
    const width = (this.layout.boxes[columnOf(this.flow, lifeline)] as number) * CHARACTER;
    const x = this.placeOf(lifeline);
    const first = this.y + (height - lines.length * LINE) / 2 + LINE - 4;
    this.front.push(
      rect(x - width / 2, this.y, width, height, lifeline === this.flow.dealer ? 'box dealer' : 'box'),
      ...lines.map((words, index) =>
        text(
          x,
          first + index * LINE,
          words,
          index === 0 ? { anchor: 'middle', bold: words } : { anchor: 'middle', class: 'aside' },
        ),
      ),
    );
  }

  private footnotes(): void {
    const width = Math.max(24, this.layout.width);
    if (this.flow.footnotes.length > 0) this.y += BETWEEN_STEPS;
    for (const [index, note] of this.flow.footnotes.entries()) {
      const sign = `(${index + 1}) `;
      for (const [place, words] of wrapParts(note.split(' '), width - sign.length).entries()) {
        this.y += LINE;
        const x = LEFT + sign.length * CHARACTER;
        if (place === 0) this.front.push(text(LEFT, this.y, sign.trim(), { class: 'aside' }));
        this.front.push(text(x, this.y, words, { class: 'aside' }));
      }
    }
  }

  /** Description of the picture for screen readers. */
  private description(): string {
    return this.flow.rows
      .flatMap((row) => {
        const place = row.differs ? `Step ${row.step}, the first difference` : `Step ${row.step}`;
        if (row.kind === 'note') return [`${place}: ${row.text}.`];
        if (row.kind === 'message') {
          const way = `${this.nameOf(row.from)} to ${this.nameOf(row.to)}`;
          return [`${place}: ${way}: ${row.label.join(' ')}.`];
        }
        return row.kind === 'end' && row.isLost
          ? [`${place}: ${this.nameOf(row.lifelines[0] as number)} is lost.`]
          : [];
      })
      .join(' ');
  }
}

/** Elements of a step of the scenario, by which a page can show one after another. */
const ofStep = (step: number, elements: readonly string[]): string =>
  `<g data-step="${step}">${elements.join('')}</g>`;

/** Centre of a character. */
const pixelsAt = (place: number): number => LEFT + (place + 0.5) * CHARACTER;

/** The part of a label in bold; empty if it is no WAMP message. */
const typeOf = ({ words: [type] }: MessageRow): string | undefined => (type === 'raw' ? undefined : type);
