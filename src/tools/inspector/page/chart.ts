/** The chart of a call, with the states and edges that it took. */
import type { Story, StoryStep } from '../../../router/inspector/protocol.ts';
import { drawing } from './dom.ts';

/** The picture without marks, once it has been asked for. */
let blank: Promise<string> | undefined;

/**
 * Draws the chart.
 *
 * @returns the picture, and its last marked state
 */
export async function chartOf({
  lines,
  state,
  isEnded,
}: Story): Promise<{ picture: SVGSVGElement; present: Element | undefined }> {
  blank ??= fetch('call.svg').then((response) => response.text());
  const picture = drawing(await blank);
  const steps = lines.filter((line): line is StoryStep => line.kind === 'step');
  const edges = new Map<string, Element[]>();
  for (const one of picture.querySelectorAll('[data-edge]'))
    for (const key of one.getAttribute('data-edge')?.split(';') ?? [])
      edges.set(key, [...(edges.get(key) ?? []), one]);
  for (const element of picture.querySelectorAll('.state, .ring, .line, .head, .card, .edge, .turn, .name'))
    element.classList.add('faint');
  for (const step of steps) light(edges.get(keyOf(step, edges) ?? '') ?? []);
  const visited = new Set(steps.flatMap(({ from, to }) => [...pathsTo(from), ...pathsTo(to)]));
  for (const path of [...visited, ...pathsTo(state)])
    light(picture.querySelectorAll(`[data-state="${CSS.escape(path)}"]`));
  const present = picture.querySelector(`[data-state="${CSS.escape(state)}"]`) ?? undefined;
  if (!isEnded) present?.classList.add('present');
  return { picture, present };
}

/** Lays a ground below the edges that are marked; the picture is on the page by then. */
export function lightGrounds(picture: SVGSVGElement): void {
  for (const line of picture.querySelectorAll<SVGTextElement>('.edge.walked')) {
    const { x, y, width, height } = line.getBBox();
    const ground = document.createElementNS(picture.namespaceURI, 'rect');
    for (const [name, value] of Object.entries({
      x: x - 4,
      y: y - 1,
      width: width + 8,
      height: height + 2,
      rx: 3,
    }))
      ground.setAttribute(name, `${value}`);
    ground.setAttribute('class', 'behind');
    line.before(ground);
  }
}

// --- internal ---

/** A state and the states around it, innermost first. */
function pathsTo(path: string): string[] {
  const names = path.split('.');
  return names.map((_, index) => names.slice(0, names.length - index).join('.'));
}

/** Name of the edge that a step took, which may leave a state around its own. */
function keyOf(
  { from, event, rules, readings }: StoryStep,
  edges: ReadonlyMap<string, unknown>,
): string | undefined {
  const cited = `${rules.join(' ')}|${readings.join(' ')}`;
  return pathsTo(from)
    .map((path) => `${path}|${event}|${cited}`)
    .find((key) => edges.has(key));
}

function light(elements: Iterable<Element>): void {
  for (const element of elements) {
    element.classList.remove('faint');
    element.classList.add('walked');
  }
}
