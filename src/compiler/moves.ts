/** Statements of generated code: the moves of a chart, with their guards, steps, and what becomes of the effects. */
import type { Action, Edge, State } from './chart/chart.ts';
import { Edges, isWildcard } from './edges.ts';
import type { Candidate, Move } from './plan.ts';
import type { StepModule } from './verify.ts';
import { quoted, Ways } from './ways.ts';
import type { Writing } from './writing.ts';

export class Moves {
  readonly edges = new Edges();
  readonly ways: Ways;
  /** Names of the guards and actions that the statements call. */
  readonly used = new Set<string>();
  /** Events that the chart raises. */
  readonly raises = new Set(['xstate.init']);
  /** True if a statement asks for the type of an event. */
  asksForTypes = false;
  private readonly settles: boolean;
  private readonly steps: StepModule;
  private readonly writing: Writing;

  /** @param settles true if effects are collected, since a step can be followed by others */
  constructor(chart: string, settles: boolean, steps: StepModule, writing: Writing) {
    this.settles = settles;
    this.steps = steps;
    this.writing = writing;
    this.ways = new Ways(chart, writing);
  }

  /** The statement by which a function returns without a move. */
  get none(): string {
    return this.settles ? 'return undefined;' : 'return;';
  }

  /** Writes the moves that compete for an event, in guard-evaluation order. */
  candidates(leaf: State, event: string | undefined, candidates: readonly Candidate[]): string {
    const tries = candidates.map((candidate) =>
      this.guarded(
        candidate,
        candidate.prefix,
        this.settles
          ? `${this.collected(leaf, candidate)}\nreturn ${this.edge(candidate.edge)};`
          : this.move(leaf, event, candidate),
      ),
    );
    const last = candidates.at(-1);
    if (last?.edge.guard !== undefined || last?.prefix !== undefined) tries.push(this.none);
    return tries.join('\n');
  }

  /** Writes a move that has a guard. */
  guarded({ edge }: Move, prefix: string | undefined, body: string): string {
    const conditions: string[] = [];
    if (prefix !== undefined)
      conditions.push(`\`\${${this.typeOfEvent()}}.\`.startsWith(${quoted(`${prefix}.`)})`);
    if (edge.guard !== undefined) {
      conditions.push(this.call(edge.guard, this.steps[edge.guard], 'instance.context', 'event'));
    }
    const cited = `// ${[...edge.rules, ...edge.readings.map((reading) => `reading ${reading}`)].join(', ')}\n`;
    return conditions.length === 0
      ? `${cited}${body}`
      : `${cited}if (${conditions.join(' && ')}) {\n${body}\n}`;
  }

  /** Writes a move without an event. It returns whether it changed anything; if not, it is not taken again at once. */
  eventless(leaf: State, move: Move): string {
    const changes = move.to !== leaf || move.steps.some(({ kind }) => kind === 'assign');
    return `${this.collected(leaf, move)}\nreturn ${changes};`;
  }

  /**
   * Writes steps: what comes before the change of the state, and what becomes of the effects after it. All effects are made
   * first, since what one of them leads to may change the context.
   */
  run(
    steps: readonly Action[],
    event: string | undefined,
    operand = 'event',
  ): { readonly before: string[]; readonly after: string[] } {
    const before: string[] = [];
    const after: string[] = [];
    // One effect that is made last needs no name.
    const isOnly = steps.at(-1)?.kind === 'emit' && steps.filter(({ kind }) => kind === 'emit').length === 1;
    for (const { name, kind } of steps) {
      const made = (): string => this.call(name, this.steps[name], 'instance.context', operand);
      if (kind === 'assign') before.push(...this.assign(name, 'instance.context', operand));
      else if (this.settles) before.push(`effects.push(${made()});`);
      else {
        const effect = isOnly ? made() : `effect${after.length + 1}`;
        if (!isOnly) before.push(`const ${effect} = ${made()};`);
        after.push(
          `ways.${this.ways.methodFor(this.writing.effectsOf?.(name, event) ?? [])}(instance, ${effect}, cause);`,
        );
      }
    }
    return { before, after };
  }

  raise(type: string): string {
    this.raises.add(type);
    return `{ type: ${quoted(type)} }`;
  }

  // --- internal ---

  /** Writes a move: its steps, the state after them, the report, and then what becomes of the effects. */
  private move(leaf: State, event: string | undefined, { edge, steps, to }: Move): string {
    const { before, after } = this.run(steps, event);
    const name = this.edge(edge);
    const change =
      to === leaf
        ? [`ways.taken(instance, instance.state, ${name}, event);`]
        : [
            'const from = instance.state;',
            `instance.state = ${quoted(to.path)};`,
            `ways.taken(instance, from, ${name}, event);`,
          ];
    return [...before, ...change, ...after, 'return;'].join('\n');
  }

  /** Writes a move whose effects are collected: its steps, the state after them, and the event that it raises. */
  private collected(leaf: State, { steps, to, raised }: Move): string {
    const lines = [...this.run(steps, undefined).before];
    if (to !== leaf) lines.push(`instance.state = ${quoted(to.path)};`);
    if (raised !== undefined) lines.push(`raised.push(${this.raise(raised)});`);
    return lines.join('\n');
  }

  /** Writes an assign. With several keys, all values are computed from the context before any is set. */
  private assign(name: string, context: string, event: string): string[] {
    const values = Object.entries(this.steps[name] as object).map(([key, step]) => ({
      key,
      value: this.call(`${name}.${key}`, step, context, event),
    }));
    const [only] = values;
    if (values.length === 1 && only !== undefined) return [`${context}.${only.key} = ${only.value};`];
    return [
      '{',
      ...values.map(({ key, value }) => `const ${key} = ${value};`),
      ...values.map(({ key }) => `${context}.${key} = ${key};`),
      '}',
    ];
  }

  private call(name: string, step: unknown, context: string, event: string): string {
    this.used.add(name.split('.')[0] as string);
    const parameters = (step as (...parameters: unknown[]) => unknown).length;
    return `${name}(${[context, event].slice(0, parameters).join(', ')})`;
  }

  /** Writes the report of a taken edge. */
  private edge(edge: Edge): string {
    const name = this.edges.nameOf(edge);
    return isWildcard(edge) ? `{ ...${name}, event: ${this.typeOfEvent()} }` : name;
  }

  /** If all events are named, TypeScript knows that none is left, and an event has no type then. */
  private typeOfEvent(): string {
    this.asksForTypes = true;
    return 'typeOf(event)';
  }
}
