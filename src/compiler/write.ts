/**
 * Writes a planned chart as TypeScript: a function for each leaf, with one switch over the events.
 *
 * The code reports each transition, and then hands each effect to the method that knows what becomes of it: nothing is
 * collected and told apart again.
 */
import type { Edge, State } from './chart/chart.ts';
import { TYPE_OF } from './edges.ts';
import { Moves } from './moves.ts';
import { capitalised, namesOf } from './names.ts';
import type { LeafPlan, Plan } from './plan.ts';
import { settlingDriverText, settlingText } from './settling.ts';
import type { StepModule } from './verify.ts';
import { eventFunction, quoted, wayOf } from './ways.ts';
import type { Writing } from './writing.ts';

/**
 * @param plan from `planChart`
 * @param steps the module that the code imports from: a step's number of parameters decides how it is called
 * @param writing paths and names
 * @returns the text of the file; the same for the same chart
 */
export function writeEngine(plan: Plan, steps: StepModule, writing: Writing): string {
  return new Writer(plan, steps, writing).text();
}

/** The edges in the order of `EDGES` in the generated code. */
export function writtenEdges(plan: Plan, steps: StepModule, writing: Writing): readonly Edge[] {
  const writer = new Writer(plan, steps, writing);
  writer.text();
  return writer.moves.edges.all;
}

// --- internal ---

class Writer {
  private readonly plan: Plan;
  private readonly writing: Writing;
  private readonly names: ReadonlyMap<State, string>;
  /** Names of the functions for reactions, by event and body. */
  private readonly reactions = new Map<string, string>();
  readonly moves: Moves;

  constructor(plan: Plan, steps: StepModule, writing: Writing) {
    this.plan = plan;
    this.names = namesOf(plan.leaves.map(({ leaf }) => leaf));
    this.writing = writing;
    this.moves = new Moves(plan.chart.id, plan.settles, steps, writing);
  }

  text(): string {
    const { source, command, stepsFrom, typesFrom, partsFrom, driverFrom } = this.writing;
    const { context, event, effect, sent, part } = this.writing;
    const reactions = this.reactionFunctions();
    const leaves = this.plan.leaves.flatMap((leaf) => this.leaf(leaf));
    const parts = [
      this.driver(),
      ...this.events(),
      ...this.others(),
      ...reactions,
      ...leaves,
      ...this.settling(),
      ...(this.moves.asksForTypes ? [TYPE_OF] : []),
    ];
    const body = parts.join('\n\n');
    const { id } = this.plan.chart;
    const ways = this.moves.ways.text();
    const types = [context, event, effect, ...(sent === undefined ? [] : [sent])].filter((type) =>
      new RegExp(`\\b${type}\\b`).test(`Mutable<${context}> ${ways} ${body}`),
    );
    return `// Generated from ${source} by "${command}". Do not edit.
/** The ${id} chart as code: the same states, contexts and effects as XState gives. */
import { ${[...this.moves.used].sort().join(', ')} } from '${stepsFrom}';
import type { ${types.sort().join(', ')} } from '${typesFrom}';
import type { ${part} } from '${partsFrom}';
import type { Edge, Mutable } from '${driverFrom}';

${ways}

/** A running chart, which only this code changes. */
type Own = Omit<${part}, 'context'> & { context: Mutable<${context}> };

${body}

${this.moves.edges.text()}
`;
  }

  private driver(): string {
    const { settles, start, chart } = this.plan;
    const { event, effect } = this.writing;
    const name = capitalised(chart.id);
    const cases = this.eventNames.map(
      (type) => `case ${quoted(type)}: return ${eventFunction(chart.id, type)}(${this.operands});`,
    );
    const take = `switch (event.type) {\n${cases.join('\n')}\ndefault: ${this.otherwise}\n}`;
    const lines = this.moves.run(start.steps, undefined, `{ type: 'xstate.init' }`);
    const state = `instance.state = ${quoted(start.to.path)};`;
    const ways = `${name}Ways`;
    if (!settles)
      return `/** Brings it into its initial state. */
export function start${name}(${this.parameters([state, ...lines.before, ...lines.after].join('\n'), { ways, instance: 'Own', cause: 'unknown' })}): void {
  ${[state, ...lines.before, ...lines.after].join('\n')}
}

/** Lets an event happen to it; nothing happens if it does not react to the event in its state. */
export function step${name}(ways: ${ways}, instance: Own, event: ${event}, cause: unknown): void {
  ${take}
}`;
    const raised = start.raised === undefined ? '[]' : `[${this.moves.raise(start.raised)}]`;
    const hand = `for (const effect of effects) ways.${this.moves.ways.methodFor([])}(instance, effect, cause);`;
    const first = [state, ...lines.before].join('\n');
    return `${settlingDriverText({ name, event, effect, first, raised, hand })}

${this.stepFunction('take', this.result, take)}`;
  }

  /** The events that the chart names. */
  private get eventNames(): readonly string[] {
    const names = this.plan.leaves.flatMap(({ reactions }) => reactions.flatMap(({ event }) => event ?? []));
    return [...new Set(names)];
  }

  /** Writes a function for each event: an instance that knows which event it leads to calls it at once. */
  private events(): string[] {
    const { chart } = this.plan;
    return this.eventNames.map((event) => {
      const name = eventFunction(chart.id, event);
      const type = `Extract<${this.writing.event}, { type: ${quoted(event)} }>`;
      const code = this.stepFunction(name, this.result, this.byState(event), type);
      return this.writing.isRouted?.(event) ? `export ${code}` : code;
    });
  }

  /** Writes the reactions to an event by state. */
  private byState(event: string): string {
    const cases = this.plan.leaves.flatMap(({ leaf, reactions }) => {
      const own = reactions.find((reaction) => reaction.event === event);
      if (own === undefined) return [];
      const name = this.reactions.get(`${event} ${this.moves.candidates(leaf, event, own.candidates)}`);
      return [`case ${quoted(leaf.path)}: return ${name}(${this.operands});`];
    });
    return `switch (instance.state) {\n${cases.join('\n')}\ndefault: ${this.otherwise}\n}`;
  }

  /** The leaves that react to any event. */
  private get open(): readonly State[] {
    return this.plan.leaves.flatMap(({ leaf, reactions }) =>
      reactions.some(({ event }) => event === undefined) ? [leaf] : [],
    );
  }

  /** The statement for an event that has no reaction of its own in a state. */
  private get otherwise(): string {
    return this.open.length === 0
      ? this.moves.none
      : `return onOtherOf${capitalised(this.plan.chart.id)}(${this.operands});`;
  }

  /** Writes the function for such events. */
  private others(): string[] {
    if (this.open.length === 0) return [];
    const cases = this.open.map(
      (leaf) => `case ${quoted(leaf.path)}: return in${this.names.get(leaf)}(${this.operands});`,
    );
    const body = `switch (instance.state) {\n${cases.join('\n')}\ndefault: ${this.moves.none}\n}`;
    return [this.stepFunction(`onOtherOf${capitalised(this.plan.chart.id)}`, this.result, body)];
  }

  /**
   * Writes a function for each reaction: several leaves share those of the states around them. A function that has only one
   * reaction in it is small enough for the compilers of JavaScript to make one piece of it and what it calls.
   */
  private reactionFunctions(): string[] {
    const known = new Map<string, { readonly event: string; readonly leaves: State[] }>();
    for (const { leaf, reactions } of this.plan.leaves) {
      for (const { event, candidates } of reactions) {
        if (event === undefined) continue;
        const key = `${event} ${this.moves.candidates(leaf, event, candidates)}`;
        const reaction = known.get(key);
        if (reaction === undefined) known.set(key, { event, leaves: [leaf] });
        else reaction.leaves.push(leaf);
      }
    }
    return [...known].map(([key, { event, leaves }]) => {
      const body = key.slice(event.length + 1);
      const name = `on${wayOf('', event)}In${this.names.get(leaves[0] as State)}`;
      this.reactions.set(key, name);
      const type = `Extract<${this.writing.event}, { type: ${quoted(event)} }>`;
      const paths = leaves.map(({ path }) => path.replaceAll('*/', '* /') || 'the root').join(', ');
      return `/** ${event.replaceAll('*/', '* /')} in ${paths}. */\n${this.stepFunction(name, this.result, body, type)}`;
    });
  }

  /** Writes one leaf: its reaction to events that have no function, and to none. */
  private leaf({ leaf, reactions, always }: LeafPlan): string[] {
    const written: string[] = [];
    const others = reactions.find(({ event }) => event === undefined);
    if (others !== undefined)
      written.push(this.leafFunction(leaf, 'in', this.moves.candidates(leaf, undefined, others.candidates)));
    if (always.length > 0) {
      const tries = always.map((move) =>
        this.moves.guarded(move, undefined, this.moves.eventless(leaf, move)),
      );
      if (always.at(-1)?.edge.guard !== undefined) tries.push('return undefined;');
      written.push(this.leafFunction(leaf, 'always', tries.join('\n'), 'boolean | undefined'));
    }
    return written;
  }

  /** The arguments of a function that moves the chart. */
  private get operands(): string {
    return this.plan.settles ? 'instance, event, effects, raised' : 'ways, instance, event, cause';
  }

  private leafFunction(leaf: State, prefix: string, body: string, result = this.result): string {
    const name = `${prefix}${this.names.get(leaf)}`;
    return `/** In ${leaf.path.replaceAll('*/', '* /') || 'the root'}. */\n${this.stepFunction(name, result, body)}`;
  }

  /** The result of a function that moves the chart. */
  private get result(): string {
    return this.plan.settles ? 'Edge | undefined' : 'void';
  }

  /** Writes a function that moves the chart. */
  private stepFunction(name: string, result: string, body: string, event = this.writing.event): string {
    const { settles, chart } = this.plan;
    const parameters = settles
      ? {
          instance: 'Own',
          event: `${event} | Raised`,
          effects: `${this.writing.effect}[]`,
          raised: 'Raised[]',
        }
      : { ways: `${capitalised(chart.id)}Ways`, instance: 'Own', event, cause: 'unknown' };
    return `function ${name}(${this.parameters(body, parameters)}): ${result} {\n${body}\n}`;
  }

  /** Writes parameters; those that the body does not need begin with an underscore. */
  private parameters(body: string, parameters: Readonly<Record<string, string>>): string {
    return Object.entries(parameters)
      .map(([parameter, type]) =>
        new RegExp(`\\b${parameter}\\b`).test(body) ? `${parameter}: ${type}` : `_${parameter}: ${type}`,
      )
      .join(', ');
  }

  /** Writes the functions that settle a chart, for charts with edges without an event. */
  private settling(): string[] {
    const { settles, leaves } = this.plan;
    if (!settles) return [];
    const { event, effect } = this.writing;
    const cases = leaves
      .filter(({ always }) => always.length > 0)
      .map(
        ({ leaf }) => `case ${quoted(leaf.path)}: return always${this.names.get(leaf)}(${this.operands});`,
      );
    const take = `switch (instance.state) {\n${cases.join('\n')}\ndefault: return undefined;\n}`;
    return [
      settlingText({ event, effect, raises: [...this.moves.raises] }),
      `/** Takes one edge that waits for no event: whether that changed anything, or undefined if there is none. */
${this.stepFunction('always', 'boolean | undefined', take)}`,
    ];
  }
}
