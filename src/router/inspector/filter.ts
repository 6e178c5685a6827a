/** Filter of the rows that a page is sent. */
import type { ChartName } from '../../../machines/system.ts';
import type { Edge } from '../../dealer/engine/chart.ts';
import type { Part } from '../../dealer/parts.ts';

export class Filter {
  private readonly text: string;
  private readonly charts: ReadonlySet<string>;

  /**
   * @param text that a row contains, in capitals or not; empty for all rows
   * @param charts whose transitions are sent
   */
  constructor(text: string, charts: readonly string[]) {
    this.text = text.toLowerCase();
    this.charts = new Set(charts);
  }

  get isEmpty(): boolean {
    return this.text === '';
  }

  /** True if one of the values contains the text. */
  takes(...values: readonly (string | number | undefined)[]): boolean {
    return this.isEmpty || values.some((value) => `${value ?? ''}`.toLowerCase().includes(this.text));
  }

  takesCall(
    procedure: string,
    caller: number,
    request: number,
    others: readonly (string | number)[],
  ): boolean {
    return this.takes(procedure, `${caller}-${request}`, ...others);
  }

  takesTransition(part: Part, from: string, edge: Edge): boolean {
    if (!this.charts.has(part.chart satisfies ChartName)) return false;
    if (this.isEmpty) return true;
    const words = [edge.event, from, part.state, ...edge.rules, ...edge.readings];
    switch (part.chart) {
      case 'session':
        return this.takes(part.context.id, ...words);
      case 'registration':
        return this.takes(part.context.procedure, ...words);
      case 'call': {
        const { procedure, request } = part.context.message;
        return this.takesCall(procedure, part.caller.context.id, request, words);
      }
    }
  }
}
