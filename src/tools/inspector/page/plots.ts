/** Small plots of the last minute: rates, latencies, and what there is. */
import type { Numbers, Totals } from '../../../router/inspector/protocol.ts';
import { element, setText } from './dom.ts';
import { amount, duration, megabytes, percent } from './words.ts';

/** Number of ticks whose mean is a point, and number of points. */
const TICKS = 2;
const POINTS = 120;
const SIZE = { width: 160, height: 36 };

export class Plots {
  private readonly plots: readonly Plot[];
  private readonly before: Numbers[] = [];

  constructor(place: Element) {
    this.plots = PLOTS.map((what) => new Plot(place, what));
  }

  take(numbers: Numbers): void {
    const last = this.before.at(-1);
    this.before.push(numbers);
    if (last === undefined || numbers.at <= last.at) return;
    if (this.before.length <= TICKS) return;
    const first = this.before[0] as Numbers;
    for (const plot of this.plots) plot.add(this.before.slice(1), first, numbers);
    this.before.splice(0, TICKS);
  }
}

// --- internal ---

interface What {
  readonly title: string;
  readonly note: string;
  readonly words: (value: number) => string;
  /** The value for the numbers of some ticks, and those before; undefined if there is none. */
  readonly of: (numbers: readonly Numbers[], first: Numbers, last: Numbers) => number | undefined;
  /** The greatest value of a full plot; that of the points if omitted. */
  readonly full?: number;
  /** True for values that are rarely good. */
  readonly isAlarm?: true;
}

const rate =
  (name: keyof Totals): What['of'] =>
  (_, first, last) =>
    (1_000 * (last.totals[name] - first.totals[name])) / (last.at - first.at);

const latency =
  (name: 'median' | 'high'): What['of'] =>
  (numbers) => {
    const known = numbers.flatMap(({ latency: one }) => (one === undefined ? [] : [one[name]]));
    return known.length === 0 ? undefined : Math.max(...known);
  };

const PLOTS: readonly What[] = [
  { title: 'Calls', note: 'a second', words: amount, of: rate('calls') },
  { title: 'In flight', note: 'calls', words: amount, of: (_, _first, last) => last.calls },
  { title: 'Latency', note: 'median', words: duration, of: latency('median') },
  { title: 'Latency', note: '99 of 100', words: duration, of: latency('high') },
  { title: 'Re-routes', note: 'a second', words: amount, of: rate('reroutes') },
  { title: 'Errors', note: 'a second', words: amount, of: rate('errors'), isAlarm: true },
  {
    title: 'Event loop',
    note: 'busy',
    words: percent,
    of: (numbers) => numbers.reduce((sum, { busy }) => sum + busy, 0) / numbers.length,
    full: 1,
  },
  { title: 'Memory', note: 'resident', words: megabytes, of: (_, _first, last) => last.memory },
];

class Plot {
  private readonly what: What;
  private readonly points: (number | undefined)[] = [];
  private readonly value = element('strong', {}, '–');
  private readonly peak = element('span', { class: 'peak' });
  private readonly line = document.createElementNS(SVG, 'path');
  private readonly area = document.createElementNS(SVG, 'path');

  constructor(place: Element, what: What) {
    this.what = what;
    const picture = document.createElementNS(SVG, 'svg');
    picture.setAttribute('viewBox', `0 0 ${SIZE.width} ${SIZE.height}`);
    picture.setAttribute('preserveAspectRatio', 'none');
    picture.setAttribute('aria-hidden', 'true');
    this.line.setAttribute('class', 'line');
    this.area.setAttribute('class', 'area');
    picture.append(this.area, this.line);
    const title = element('h2', {}, `${what.title} `, element('span', { class: 'aside' }, what.note));
    place.append(
      element(
        'div',
        { class: what.isAlarm ? 'plot alarm' : 'plot' },
        title,
        element('p', {}, this.value, this.peak),
        picture,
      ),
    );
  }

  add(numbers: readonly Numbers[], first: Numbers, last: Numbers): void {
    const { what, points } = this;
    const value = what.of(numbers, first, last);
    points.push(value);
    if (points.length > POINTS) points.shift();
    setText(this.value, value === undefined ? '–' : what.words(value));
    const peak = Math.max(...points.map((point) => point ?? 0));
    setText(this.peak, peak > 0 ? `peak ${what.words(peak)}` : 'none yet');
    this.value.parentElement?.classList.toggle('is-zero', !value);
    this.draw(what.full ?? (peak || 1));
  }

  // --- internal ---

  private draw(full: number): void {
    const step = SIZE.width / (POINTS - 1);
    const begin = POINTS - this.points.length;
    const at = (value: number): number => SIZE.height - 1 - (value / full) * (SIZE.height - 3);
    const places = this.points.flatMap((value, index) =>
      value === undefined ? [] : [`${((begin + index) * step).toFixed(1)} ${at(value).toFixed(1)}`],
    );
    const path = places.length === 0 ? '' : `M${places.join('L')}`;
    const [firstX = '0'] = places[0]?.split(' ') ?? [];
    const [lastX = '0'] = places.at(-1)?.split(' ') ?? [];
    this.line.setAttribute('d', path);
    this.area.setAttribute('d', path && `${path}L${lastX} ${SIZE.height}L${firstX} ${SIZE.height}Z`);
  }
}

const SVG = 'http://www.w3.org/2000/svg';
