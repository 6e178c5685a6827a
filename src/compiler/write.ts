/** Writes a planned chart as TypeScript: a function for each leaf, with one switch over the events. */
import type { Action, Edge, State } from './chart/chart.ts';
import { namesOf } from './names.ts';
import type { Candidate, LeafPlan, Move, Plan } from './plan.ts';
import type { StepModule } from './verify.ts';

/** Paths and names for the generated code. */
export interface Writing {
  /** Path of the chart's file from the root of the project, for the header. */
  readonly source: string;
  /** The command that regenerates the file. */
  readonly command: string;
  /** Import path of the steps, relative to the generated file. */
  readonly stepsFrom: string;
  /** Import path and names of the types of context and event. */
  readonly typesFrom: string;
  readonly context: string;
  readonly event: string;
  /** Import path of the driver's types. */
  readonly driverFrom: string;
}

/**
 * @param plan from `planChart`
 * @param steps the module that the code imports from: a step's number of parameters decides how it is called
 * @param writing paths and names
 * @returns the text of the file; the same for the same chart
 */
export function writeEngine(plan: Plan, steps: StepModule, writing: Writing): string {
  return new Writer(plan, steps, writing).text();
}

// --- internal ---

class Writer {
  private readonly plan: Plan;
  private readonly steps: StepModule;
  private readonly writing: Writing;
  private readonly names: ReadonlyMap<State, string>;
  private readonly used = new Set<string>();
  private readonly edges = new Map<Edge, string>();
  /** Names of the reactions that several leaves share. */
  private readonly shared = new Map<string, string>();
  private asksForTypes = false;
  private readonly raises = new Set(['xstate.init']);

  constructor(plan: Plan, steps: StepModule, writing: Writing) {
    this.plan = plan;
    this.names = namesOf(plan.leaves.map(({ leaf }) => leaf));
    this.steps = steps;
    this.writing = writing;
  }

  text(): string {
    const { source, command, stepsFrom, typesFrom, driverFrom, context, event } = this.writing;
    const shared = this.sharedReactions();
    const leaves = this.plan.leaves.map((leaf) => this.leaf(leaf));
    const body = [this.driver(), ...leaves, ...shared, ...this.settling(), ...this.typeOf()].join('\n\n');
    const { id } = this.plan.chart;
    return `// Generated from ${source} by "${command}". Do not edit.
/** The ${id} chart as code: the same states, contexts and effects as XState gives. */
import { ${[...this.used].sort().join(', ')} } from '${stepsFrom}';
import type { ${[...new Set([context, event])].sort().join(', ')} } from '${typesFrom}';
import type { ChartDriver, Edge, Instance, Mutable, Sink } from '${driverFrom}';

/** The context of a running chart, which only its driver changes. */
type Own = Mutable<${context}>;

${body}

${[...this.edges].map(([edge, name]) => edgeConstant(name, edge)).join('\n')}
`;
  }

  private driver(): string {
    const { settles, start, chart, leaves } = this.plan;
    const { context, event } = this.writing;
    const cases = leaves
      .filter((leaf) => leaf.reactions.length > 0)
      .map(
        ({ leaf }) =>
          `case ${quoted(leaf.path)}: return in${this.names.get(leaf)}(instance, event, effects${settles ? ', raised' : ''});`,
      );
    const take = `switch (instance.state) {\n${cases.join('\n')}\ndefault: return undefined;\n}`;
    const emits = start.steps.some(({ kind }) => kind === 'emit');
    const raised = start.raised === undefined ? '[]' : `[${this.raise(start.raised)}]`;
    return `export const ${chart.id}Engine: ChartDriver<${context}, ${event}> = {
  start(instance: Instance<Own>${emits || settles ? ', effects' : ''}) {
    instance.state = ${quoted(start.to.path)};
    ${this.run(start.steps, 'instance.context', `{ type: 'xstate.init' }`).join('\n')}
    ${settles ? `settle(instance, { type: 'xstate.init' }, effects, ${raised});` : ''}
  },
  ${
    settles
      ? `step(instance: Instance<Own>, event, effects) {
    const raised: Raised[] = [];
    const edge = take(instance, event, effects, raised);
    settle(instance, event, effects, raised);
    return edge;
  },`
      : `step(instance: Instance<Own>, event, effects) {
    ${take}
  },`
  }
};${settles ? `\n\n${this.stepFunction('take', 'Edge', take)}` : ''}`;
  }

  /** Functions for shared reactions, mostly those of the states around several leaves. */
  private sharedReactions(): string[] {
    const known = new Map<string, { readonly event: string; readonly leaves: string[] }>();
    for (const { leaf, reactions } of this.plan.leaves) {
      for (const { event, candidates } of reactions) {
        if (event === undefined) continue;
        const body = this.candidates(leaf, candidates);
        const reaction = known.get(`${event} ${body}`);
        if (reaction === undefined) known.set(`${event} ${body}`, { event, leaves: [leaf.path] });
        else reaction.leaves.push(leaf.path);
      }
    }
    return [...known].flatMap(([text, { event, leaves }]) => {
      if (leaves.length === 1) return [];
      const name = `on${this.shared.size + 1}`;
      this.shared.set(text, name);
      const body = text.slice(event.length + 1);
      const type = `Extract<${this.writing.event}, { type: ${quoted(event)} }>`;
      return [
        `/** ${event} in ${leaves.join(', ').replaceAll('*/', '* /')}. */\n${this.stepFunction(name, 'Edge', body, type)}`,
      ];
    });
  }

  /** Writes one leaf: its reaction to each event. */
  private leaf({ leaf, reactions, always }: LeafPlan): string {
    const written: string[] = [];
    if (reactions.length > 0) {
      const named = reactions.filter(({ event }) => event !== undefined);
      const cases = named.map(
        ({ event, candidates }) =>
          `case ${quoted(event as string)}: ${this.reaction(leaf, event, candidates)}`,
      );
      const others = reactions.find(({ event }) => event === undefined);
      cases.push(`default: {\n${others ? this.candidates(leaf, others.candidates) : 'return undefined;'}\n}`);
      written.push(this.leafFunction(leaf, 'in', `switch (event.type) {\n${cases.join('\n')}\n}`));
    }
    if (always.length > 0) {
      const tries = always.map((move) => this.guarded(move, undefined, this.eventless(leaf, move)));
      if (always.at(-1)?.edge.guard !== undefined) tries.push('return undefined;');
      written.push(this.leafFunction(leaf, 'always', tries.join('\n'), 'boolean'));
    }
    return written.join('\n\n');
  }

  private reaction(leaf: State, event: string | undefined, candidates: readonly Candidate[]): string {
    const body = this.candidates(leaf, candidates);
    const shared = this.shared.get(`${event} ${body}`);
    const raised = this.plan.settles ? ', raised' : '';
    return shared === undefined ? `{\n${body}\n}` : `return ${shared}(instance, event, effects${raised});`;
  }

  private leafFunction(leaf: State, prefix: string, body: string, result = 'Edge'): string {
    const name = `${prefix}${this.names.get(leaf)}`;
    return `/** In ${leaf.path.replaceAll('*/', '* /') || 'the root'}. */\n${this.stepFunction(name, result, body)}`;
  }

  /** Writes a function that moves the chart; parameters that it does not need begin with an underscore. */
  private stepFunction(name: string, result: string, body: string, event = this.writing.event): string {
    const { settles } = this.plan;
    const parameters = {
      instance: 'Instance<Own>',
      event: settles ? `${event} | Raised` : event,
      effects: 'Sink',
      ...(settles && { raised: 'Raised[]' }),
    };
    const list = Object.entries(parameters).map(([parameter, type]) =>
      new RegExp(`\\b${parameter}\\b`).test(body) ? `${parameter}: ${type}` : `_${parameter}: ${type}`,
    );
    return `function ${name}(${list.join(', ')}): ${result} | undefined {\n${body}\n}`;
  }

  private candidates(leaf: State, candidates: readonly Candidate[]): string {
    const tries = candidates.map((candidate) =>
      this.guarded(
        candidate,
        candidate.prefix,
        `${this.move(leaf, candidate)}\nreturn ${this.edge(candidate.edge)};`,
      ),
    );
    const last = candidates.at(-1);
    if (last?.edge.guard !== undefined || last?.prefix !== undefined) tries.push('return undefined;');
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

  /** Writes a move: its steps, and the state after them. */
  private move(leaf: State, { steps, to, raised }: Move): string {
    const lines = this.run(steps, 'instance.context', 'event');
    if (to !== leaf) lines.push(`instance.state = ${quoted(to.path)};`);
    if (raised !== undefined) lines.push(`raised.push(${this.raise(raised)});`);
    return lines.join('\n');
  }

  /** Writes a move without an event. It returns whether it changed anything; if not, it is not taken again at once. */
  private eventless(leaf: State, move: Move): string {
    const changes = move.to !== leaf || move.steps.some(({ kind }) => kind === 'assign');
    return `${this.move(leaf, move)}\nreturn ${changes};`;
  }

  private run(steps: readonly Action[], context: string, event: string): string[] {
    return steps.flatMap(({ name, kind }) =>
      kind === 'assign'
        ? this.assign(name, context, event)
        : [`effects.push(${this.call(name, this.steps[name], context, event)});`],
    );
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
    const name = this.edges.get(edge) ?? `EDGE_${this.edges.size + 1}`;
    this.edges.set(edge, name);
    return isWildcard(edge) ? `{ ...${name}, event: ${this.typeOfEvent()} }` : name;
  }

  /** If all events are named, TypeScript knows that none is left, and an event has no type then. */
  private typeOfEvent(): string {
    this.asksForTypes = true;
    return 'typeOf(event)';
  }

  private typeOf(): string[] {
    if (!this.asksForTypes) return [];
    return [
      `/** The type of an event that an edge with a wildcard is asked about. */
function typeOf({ type }: { readonly type: string }): string {
  return type;
}`,
    ];
  }

  /** Writes the functions that settle a chart, for charts with edges without an event. */
  private settling(): string[] {
    const { settles, leaves } = this.plan;
    if (!settles) return [];
    const { event } = this.writing;
    const cases = leaves
      .filter(({ always }) => always.length > 0)
      .map(
        ({ leaf }) =>
          `case ${quoted(leaf.path)}: return always${this.names.get(leaf)}(instance, event, effects, raised);`,
      );
    return [
      `/** Events that the chart raises itself: its start, and the end of one of its states. */
interface Raised {
  readonly type: ${[...this.raises].map(quoted).join(' | ')};
}`,
      `/** Takes edges that wait for no event, then what the chart raised, until neither is left. */
function settle(instance: Instance<Own>, cause: ${event} | Raised, effects: Sink, raised: Raised[]): void {
  let event = cause;
  let asks = true;
  for (;;) {
    const changed: boolean | undefined = asks ? always(instance, event, effects, raised) : undefined;
    if (changed !== undefined) {
      asks = changed;
      continue;
    }
    const next = raised.shift();
    if (next === undefined) return;
    event = next;
    take(instance, event, effects, raised);
    asks = true;
  }
}`,
      `/** Takes one edge that waits for no event: whether that changed anything, or undefined if there is none. */
${this.stepFunction('always', 'boolean', `switch (instance.state) {\n${cases.join('\n')}\ndefault: return undefined;\n}`)}`,
    ];
  }
}

const isWildcard = ({ event }: Edge): boolean => event === '*' || event.endsWith('.*');

function edgeConstant(name: string, edge: Edge): string {
  const list = (ids: readonly string[]): string => `[${ids.map(quoted).join(', ')}]`;
  const event = isWildcard(edge) ? '*' : edge.event;
  return `const ${name}: Edge = { event: ${quoted(event)}, rules: ${list(edge.rules)}, readings: ${list(edge.readings)} };`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
