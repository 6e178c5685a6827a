/** A chart as a picture: statecharts in the notation of Harel, light and dark, with links to the rules. */
import type { Chart, Edge } from '../../chart/chart.ts';
import { visitedStates } from './arrows.ts';
import type { Box, Point } from './geometry.ts';
import type { Layout, PlacedArrow, PlacedStart, PlacedState } from './layout.ts';
import { NAME_HEIGHT, layOut } from './layout.ts';
import { PLANS } from './plans.ts';
import { STYLE } from './style.ts';
import {
  type Block,
  BLOCK_GAP,
  isCited,
  LINE_HEIGHT,
  SIZE,
  SPACE,
  type Word,
  widthOfWord,
} from './text.ts';
import { escapeXml } from './xml.ts';

/**
 * @param walked edges to mark; the others become faint
 * @param rules the page that has the rules
 */
export async function drawSvg(chart: Chart, walked: ReadonlySet<Edge> | undefined, rules: string): Promise<string> {
  return new Picture(chart, walked, rules).draw(await layOut(chart, PLANS[chart.id]));
}

// --- internal ---
const q = (n: number): string => String(Math.round(n * 10) / 10);

class Picture {
  private readonly chart: Chart;
  private readonly walked: ReadonlySet<Edge> | undefined;
  private readonly rules: string;
  constructor(chart: Chart, walked: ReadonlySet<Edge> | undefined, rules: string) {
    this.chart = chart;
    this.walked = walked;
    this.rules = rules;
  }

  draw(layout: Layout): string {
    const width = Math.ceil(layout.width), height = Math.ceil(layout.height);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="statechart" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
      `<title>${this.chart.id}</title>`,
      `<style>${STYLE}</style>`,
      `<rect class="paper" width="${width}" height="${height}" rx="12"/>`,
      ...layout.states.map((s) => this.state(s)),
      ...layout.starts.map((s) => this.start(s)),
      ...layout.arrows.map((a) => this.line(a)),
      ...layout.arrows.map((a) => this.text(a.text, a.blocks)),
      '</svg>',
      '',
    ].join('\n');
  }

  state({ state, box, name, blocks, text }: PlacedState): string {
    const r = 10;
    const rect = (b: Box, cls: string, rr = r) => `<rect class="${cls}" x="${q(b.x)}" y="${q(b.y)}" width="${q(b.width)}" height="${q(b.height)}" rx="${rr}"/>`;
    const out = [rect(box, `state ${state.kind}`)];
    if (state.kind === 'final') out.push(rect({ x: box.x + 3.5, y: box.y + 3.5, width: box.width - 7, height: box.height - 7 }, 'ring', 7));
    if (text) out.push(`<path class="hair" d="M${q(box.x)} ${q(box.y + NAME_HEIGHT)}h${q(box.width)}"/>`);
    out.push(`<text class="name" x="${q(state.kind === 'compound' ? name.x : box.x + box.width / 2)}" y="${q(name.y + SIZE.name * 0.82)}"${state.kind === 'compound' ? '' : ' text-anchor="middle"'}>${state.path.split('.').at(-1)}</text>`);
    if (text) out.push(this.text(text, blocks));
    return `<g>${out.join('')}</g>`;
  }

  start({ dot, points }: PlacedStart): string {
    return `<circle class="start" cx="${q(dot.x + dot.width / 2)}" cy="${q(dot.y + dot.height / 2)}" r="${q(dot.width / 2)}"/>` + this.path(points);
  }
  line({ before, after, card }: PlacedArrow): string {
    return `<path class="line" d="${rounded(before)}"/>` + this.path(after) + `<rect class="card" x="${q(card.x)}" y="${q(card.y)}" width="${q(card.width)}" height="${q(card.height)}" rx="5"/>`;
  }
  path(points: readonly Point[]): string {
    const end = points.at(-1) as Point, before = points.at(-2) as Point;
    const dx = Math.sign(end.x - before.x), dy = Math.sign(end.y - before.y);
    const L = 9, W = 4;
    const base = { x: end.x - dx * L, y: end.y - dy * L };
    const head = `M${q(end.x)} ${q(end.y)}L${q(base.x - dy * W)} ${q(base.y + dx * W)}L${q(base.x + dy * W)} ${q(base.y - dx * W)}Z`;
    return `<path class="line" d="${rounded([...points.slice(0, -1), base])}"/><path class="head" d="${head}"/>`;
  }
  text(box: Box, blocks: readonly Block[]): string {
    let y = box.y;
    const out: string[] = [];
    for (const block of blocks) {
      const cls = this.walked ? (block.edge && this.walked.has(block.edge) ? ' walked' : ' faint') : '';
      for (const line of block.lines) {
        let x = box.x + line.indent;
        const spans = line.words.map((w, i) => {
          const s = this.word(w, i === 0 ? undefined : x, line.words[i-1]);
          x += widthOfWord(w) + SPACE;
          return s;
        });
        out.push(`<text class="line-text${cls}" x="${q(box.x + line.indent)}" y="${q(y + 12)}">${spans.join(' ')}</text>`);
        y += LINE_HEIGHT;
      }
      y += BLOCK_GAP;
    }
    return out.join('');
  }
  word(w: Word, _x: number | undefined, _before: Word | undefined): string {
    const t = escapeXml(w.text);
    if (!isCited(w.kind)) return `<tspan class="${w.kind}">${t}</tspan>`;
    return `<a href="${this.rules}#${w.text.toLowerCase()}"><tspan class="cited ${w.kind}">${t}</tspan></a>`;
  }
}

function rounded(points: readonly Point[]): string {
  let d = `M${q(points[0]!.x)} ${q(points[0]!.y)}`;
  for (let i = 1; i < points.length - 1; i++) {
    const a = points[i - 1]!, b = points[i]!, c = points[i + 1]!;
    const r = Math.min(8, Math.hypot(b.x - a.x, b.y - a.y) / 2, Math.hypot(c.x - b.x, c.y - b.y) / 2);
    const u = { x: Math.sign(a.x - b.x), y: Math.sign(a.y - b.y) }, v = { x: Math.sign(c.x - b.x), y: Math.sign(c.y - b.y) };
    d += `L${q(b.x + u.x * r)} ${q(b.y + u.y * r)}Q${q(b.x)} ${q(b.y)} ${q(b.x + v.x * r)} ${q(b.y + v.y * r)}`;
  }
  const e = points.at(-1)!;
  return `${d}L${q(e.x)} ${q(e.y)}`;
}
