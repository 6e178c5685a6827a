/** The methods that the code of a chart hands its transitions and effects to. */
import { capitalised } from './names.ts';
import type { Writing } from './writing.ts';

/** The method for an effect of a chart, such as `callTimerStart`. */
export const wayOf = (chart: string, effect: string): string =>
  chart + effect.split('.').map(capitalised).join('');

/** The function for an event of a chart, such as `onCalleeLeftOfCall`. */
export const eventFunction = (chart: string, event: string): string =>
  `on${wayOf('', event)}Of${capitalised(chart)}`;

/** A text as code. */
export const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

export class Ways {
  private readonly chart: string;
  private readonly writing: Writing;
  /** The type of the effect of each method that was asked for. */
  private readonly types = new Map<string, string>();

  constructor(chart: string, writing: Writing) {
    this.chart = chart;
    this.writing = writing;
  }

  /**
   * The method for an action: that of its effect if it has one only, that of messages if they are all messages, or that of
   * any effect.
   *
   * @param effects that the action can emit; none if they are not known
   */
  methodFor(effects: readonly string[]): string {
    const { effect, sent, isSent } = this.writing;
    const { chart } = this;
    const [only] = effects;
    if (only === undefined) return this.named(`${chart}Emits`, effect);
    if (effects.length === 1)
      return this.named(wayOf(chart, only), `Extract<${effect}, { type: ${quoted(only)} }>`);
    if (sent !== undefined && effects.every((one) => isSent?.(one))) return this.named(`${chart}Sends`, sent);
    return this.named(`${chart}Emits`, effect);
  }

  /** The interface with the methods that were asked for. */
  text(): string {
    const { event, part } = this.writing;
    const methods = [...this.types].map(
      ([name, type]) => `${name}(instance: ${part}, effect: ${type}, cause: unknown): void;`,
    );
    return `/** What becomes of transitions and effects of a ${this.chart}. */
export interface ${capitalised(this.chart)}Ways {
  taken(instance: ${part}, from: string, edge: Edge, event: ${event}): void;
  ${methods.sort().join('\n')}
}`;
  }

  // --- internal ---

  private named(name: string, type: string): string {
    this.types.set(name, type);
    return name;
  }
}
