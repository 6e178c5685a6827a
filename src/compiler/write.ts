/**
 * Writes a planned chart as TypeScript: a function for each leaf, with one switch over the events.
 *
 * The code reports each transition, and then hands each effect to the method that knows what becomes of it: nothing is
 * collected and told apart again.
 */
import type { Action, Edge, State } from './chart/chart.ts';
import { Edges, isWildcard, TYPE_OF } from './edges.ts';
import { capitalised, namesOf } from './names.ts';
import type { Candidate, LeafPlan, Move, Plan } from './plan.ts';
import { settlingDriverText, settlingText } from './settling.ts';
import type { StepModule } from './verify.ts';
import { eventFunction, quoted, Ways, wayOf } from './ways.ts';
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
  return writer.edges.all;
}

// --- internal ---

class Writer {
  private readonly plan: Plan;
  private readonly steps: StepModule;
  private readonly writing: Writing;
  private readonly names: ReadonlyMap<State, string>;
  private readonly used = new Set<string>();
  readonly edges = new Edges();
  /** Names of the functions for reactions, by event and body. */
  private readonly reactions = new Map<string, string>();
  private readonly ways: Ways;
  private asksForTypes = false;
  private readonly raises = new Set(['xstate.init']);

  constructor(plan: Plan, steps: StepModule, writing: Writing) {
    this.plan = plan;
    this.names = namesOf(plan.leaves.map(({ leaf }) => leaf));
    this.steps = steps;
    this.writing = writing;
    this.ways = new Ways(plan.chart.id, writing);
  }

  text(): string {
    const { source, command, stepsFrom, typesFrom, partsFrom, driverFrom } = this.writing;
    const { context, event, effect, sent, part } = this.writing;
    const reactions = this.reactionFunctions();
    const leaves = this.plan.leaves.flatMap((leaf) => this.leaf(leaf));
    const parts = [
      this.driver(),
      ...this.events(),
      ...reactions,
      ...leaves,
      ...this.settling(),
      ...this.typeOf(),
    ];
    const body = parts.join('\n\n');
    const { id } = this.plan.chart;
    const ways = this.ways.text();
    const types = [context, event, effect, ...(sent === undefined ? [] : [sent])].filter((type) =>
      new RegExp(`\\b${type}\\b`).test(`Mutable<${context}> ${ways} ${body}`),
    );
    return `// Generated from ${source} by "${command}". Do not edit.
/** The ${id} chart as code: the same states, contexts and effects as XState gives. */
import { ${[...this.used].sort().join(', ')} } from '${stepsFrom}';
import type { ${types.sort().join(', ')} } from '${typesFrom}';
import type { ${part} } from '${partsFrom}';
import type { Edge, Mutable } from '${driverFrom}';

${ways}

/** A running chart, which only this code changes. */
type Own = Omit<${part}, 'context'> & { context: Mutable<${context}> };

${body}

${this.edges.text()}
`;
  }

  private driver(): string {
    const { settles, start, chart } = this.plan;
    const { event, effect } = this.writing;
    const name = capitalised(chart.id);
    const cases = this.eventNames.map(
      (type) => `case ${quoted(type)}: return ${eventFunction(chart.id, type)}(${this.operands});`,
    );
    const take = `switch (event.type) {\n${cases.join('\n')}\ndefault: ${this.byState(undefined)}\n}`;
    const lines = this.run(start.steps, undefined, `{ type: 'xstate.init' }`);
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
    const raised = start.raised === undefined ? '[]' : `[${this.raise(start.raised)}]`;
    const hand = `for (const effect of effects) ways.${this.ways.methodFor([])}(instance, effect, cause);`;
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
    const { settles, chart } = this.plan;
    return this.eventNames.map((event) => {
      const name = eventFunction(chart.id, event);
      const type = `Extract<${this.writing.event}, { type: ${quoted(event)} }>`;
      const code = this.stepFunction(name, this.result, this.byState(event), type);
      return settles ? code : `export ${code}`;
    });
  }

  /** Writes the reactions to an event, or to any that the chart does not name, by state. */
  private byState(event: string | undefined): string {
    const cases = this.plan.leaves.flatMap(({ leaf, reactions }) => {
      const own = reactions.find((reaction) => reaction.event === event && event !== undefined);
      const name = own
        ? this.reactions.get(`${event} ${this.candidates(leaf, event, own.candidates)}`)
        : reactions.some((reaction) => reaction.event === undefined)
          ? `in${this.names.get(leaf)}`
          : undefined;
      return name === undefined ? [] : [`case ${quoted(leaf.path)}: return ${name}(${this.operands});`];
    });
    return cases.length === 0
      ? this.none
      : `switch (instance.state) {\n${cases.join('\n')}\ndefault: ${this.none}\n}`;
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
        const key = `${event} ${this.candidates(leaf, event, candidates)}`;
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
      written.push(this.leafFunction(leaf, 'in', this.candidates(leaf, undefined, others.candidates)));
    if (always.length > 0) {
      const tries = always.map((move) => this.guarded(move, undefined, this.eventless(leaf, move)));
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

  /** The statement by which it returns without a move. */
  private get none(): string {
    return this.plan.settles ? 'return undefined;' : 'return;';
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

  private candidates(leaf: State, event: string | undefined, candidates: readonly Candidate[]): string {
    const tries = candidates.map((candidate) =>
      this.guarded(
        candidate,
        candidate.prefix,
        this.plan.settles
          ? `${this.collected(leaf, candidate)}\nreturn ${this.edge(candidate.edge)};`
          : this.move(leaf, event, candidate),
      ),
    );
    const last = candidates.at(-1);
    if (last?.edge.guard !== undefined || last?.prefix !== undefined) tries.push(this.none);
    return tries.join('\n');
  }

  private guarded({ edge }: Move, prefix: string | undefined, body: string): string {
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

  /** Writes a move without an event. It returns whether it changed anything; if not, it is not taken again at once. */
  private eventless(leaf: State, move: Move): string {
    const changes = move.to !== leaf || move.steps.some(({ kind }) => kind === 'assign');
    return `${this.collected(leaf, move)}\nreturn ${changes};`;
  }

  /**
   * Writes steps: what comes before the change of the state, and what becomes of the effects after it. All effects are made
   * first, since what one of them leads to may change the context.
   */
  private run(
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
      else if (this.plan.settles) before.push(`effects.push(${made()});`);
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

  private raise(type: string): string {
    this.raises.add(type);
    return `{ type: ${quoted(type)} }`;
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

  private typeOf(): string[] {
    return this.asksForTypes ? [TYPE_OF] : [];
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
      settlingText({ event, effect, raises: [...this.raises] }),
      `/** Takes one edge that waits for no event: whether that changed anything, or undefined if there is none. */
${this.stepFunction('always', 'boolean | undefined', take)}`,
    ];
  }
}
