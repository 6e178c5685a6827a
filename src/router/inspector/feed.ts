/** The stream to one open page: it holds one line at most, and the latest transitions for the next one. */
import type { ServerResponse } from 'node:http';
import type { Edge, Mutable } from '../../dealer/engine/chart.ts';
import type { Part } from '../../dealer/parts.ts';
import type { Filter } from './filter.ts';
import type { Line, TransitionRow, Transitions } from './protocol.ts';
import { Ring } from './ring.ts';
import { brief } from './shown.ts';

/** Number of transitions between two ticks that a page is sent. */
const CAPACITY = 150;
/** Number of transitions between two ticks that are compared with a filter: those of 10,000 calls a second, and more. */
const FILTERED = 25_000;

export class Feed {
  readonly filter: Filter;
  private readonly response: ServerResponse;
  private readonly ring = new Ring(CAPACITY, blank);
  /** Number of transitions that are noted or compared until the next tick; later ones are counted only. */
  private left = 0;
  private dropped = 0;

  constructor(response: ServerResponse, filter: Filter) {
    this.response = response;
    this.filter = filter;
    this.renew();
  }

  /** Notes a transition, unless there have been too many since the last tick. */
  take(realm: string, part: Part, from: string, edge: Edge, at: number): void {
    if (this.left === 0) {
      this.dropped++;
      return;
    }
    if (!this.filter.isEmpty) this.left--;
    if (!this.filter.takesTransition(part, from, edge)) return;
    if (this.filter.isEmpty) this.left--;
    const row = this.ring.put();
    row.at = at;
    row.realm = realm;
    row.chart = part.chart;
    row.event = edge.event;
    row.from = from;
    row.to = part.state;
    row.rules = edge.rules;
    row.readings = edge.readings;
    row.request = 0;
    row.session = 0;
    row.procedure = '';
    if (part.chart === 'session') row.session = part.context.id;
    else if (part.chart === 'registration') row.procedure = part.context.procedure;
    else {
      row.session = part.caller.context.id;
      row.request = part.context.message.request;
      row.procedure = part.context.message.procedure;
    }
  }

  /** True for a page that has not read its last line: it gets no other, and its ring drops the oldest. */
  get isBehind(): boolean {
    return this.response.writableNeedDrain || this.response.writableLength > 0;
  }

  /** Permits as many transitions as there may be until the next tick. */
  renew(): void {
    this.left = this.filter.isEmpty ? CAPACITY : FILTERED;
  }

  /** The transitions since the last time. */
  transitions(): Transitions {
    const { rows, dropped } = this.ring.take((row) => ({ ...row, procedure: brief(row.procedure) }));
    const all = { rows, dropped: dropped + this.dropped };
    this.dropped = 0;
    return all;
  }

  write(line: Line): void {
    this.response.write(`${JSON.stringify(line)}\n`);
  }

  end(): void {
    this.response.end();
  }
}

// --- internal ---

const blank = (): Mutable<TransitionRow> => ({
  at: 0,
  realm: '',
  chart: 'session',
  session: 0,
  request: 0,
  procedure: '',
  event: '',
  from: '',
  to: '',
  rules: [],
  readings: [],
});
