/** The graph that TLC finds: the states in which the dealer has nothing left to do, and the steps between them. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PROBLEMS } from '../../machines/problems.ts';
import type { Value } from '../../src/tools/formal/value.ts';
import { sharedName } from './actions.ts';
import { type Graph, GrowingGraph, labelOf } from './graph.ts';
import { type CallSituation, keyOf, type Situation } from './situation.ts';
import { readState } from './value.ts';

/**
 * Reads a state graph that TLC has dumped in the format of Graphviz, with the actions as labels.
 *
 * @param file its path
 */
export async function readDump(file: string): Promise<Graph> {
  const nodes = new Map<string, string>();
  const steps = new Map<string, { readonly action: string; readonly to: string }[]>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, from, to, action] = /^(-?\d+) -> (-?\d+) \[label="((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
    if (from !== undefined && to !== undefined && action !== undefined) {
      const all = steps.get(from) ?? [];
      all.push({ action: action.replaceAll('\\"', '"'), to });
      steps.set(from, all);
      continue;
    }
    const [, node, label] = /^(-?\d+) \[label="((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
    if (node !== undefined && label !== undefined) nodes.set(node, unescaped(label));
  }
  return new Dump(nodes, steps).graph();
}

/** `Registers(A,"first")` as `Registers(A, first)`. */
export function inputOf(action: string): string {
  const [, name, args = ''] = /^(\w+)\((.*)\)$/.exec(action) ?? [undefined, action];
  const words = args.split(',').map((word) => word.trim().replaceAll('"', ''));
  return `${name}(${words.join(', ')})`;
}

// --- internal ---

const unescaped = (label: string): string =>
  label.replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll('\\\\', '\\');

const isQuiet = (label: string): boolean => /\/\\ todo = <<>>/.test(label);

class Dump {
  private readonly nodes: ReadonlyMap<string, string>;
  private readonly steps: ReadonlyMap<string, readonly { readonly action: string; readonly to: string }[]>;
  private readonly known = new Map<string, string>();

  constructor(nodes: Dump['nodes'], steps: Dump['steps']) {
    this.nodes = nodes;
    this.steps = steps;
  }

  graph(): Graph {
    const graph = new GrowingGraph();
    for (const [node, label] of this.nodes) {
      if (!isQuiet(label)) continue;
      const key = this.situationAt(node);
      if (graph.steps.has(key))
        throw new Error(`Expected one state of TLC for each situation, but two have ${key}.`);
      graph.at(key);
      for (const { action, to } of this.steps.get(node) ?? [])
        this.follow(to, [], [], (edges, messages, target) => {
          graph.add(key, labelOf(inputOf(action), edges, messages), this.situationAt(target));
        });
    }
    return graph.steps;
  }

  // --- internal ---

  /** Follows the dealer until it has nothing left to do. */
  private follow(
    node: string,
    edges: readonly string[],
    messages: readonly string[],
    found: (edges: readonly string[], messages: readonly string[], target: string) => void,
  ): void {
    const label = this.nodes.get(node) as string;
    if (isQuiet(label)) return found(edges, messages, node);
    for (const { action, to } of this.steps.get(node) ?? []) {
      const isSent = action === 'sends';
      const isEdge = /_\d+$/.test(action) && !action.includes('_emits_');
      this.follow(
        to,
        isEdge ? [...edges, sharedName(action)] : edges,
        isSent ? [...messages, messageIn(label)] : messages,
        found,
      );
    }
  }

  private situationAt(node: string): string {
    const known = this.known.get(node) ?? keyOf(situationIn(this.nodes.get(node) as string));
    this.known.set(node, known);
    return known;
  }
}

type Dict = Readonly<Record<string, Value>>;

function situationIn(label: string): Situation {
  const { sessions, registration, calls, waiting, timers } = readState(label) as Readonly<
    Record<string, Value>
  >;
  const there = Object.entries(sessions as Dict)
    .filter(([, session]) => (session as Dict).state === 'established')
    .map(([name]) => name)
    .sort();
  const { members, position } = registration as Dict;
  return {
    there,
    members: members as readonly string[],
    position: position as number,
    calls: (calls as readonly Dict[]).map(callIn),
    waiting: Object.fromEntries(there.map((name) => [name, (waiting as Dict)[name] as readonly number[]])),
    timers: (timers as readonly Dict[])
      .map(({ call, left }) => [call as number, left as number] as const)
      .sort(([, one], [, other]) => one - other),
  };
}

function callIn(call: Dict): CallSituation {
  const { callee, refusals, passedOver } = call;
  const { session, place } = callee as { readonly session: string; readonly place: number };
  return {
    state: call.state as string,
    wantsProgress: call.wantsProgress as boolean,
    registration: call.registration as CallSituation['registration'],
    callee: session,
    place,
    refusals: (refusals as readonly Dict[])
      .map((one) => [one.session as string, one.place as number] as const)
      .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    passedOver: [...(passedOver as readonly string[])].sort(),
    obstacle: call.obstacle as string,
    tries: call.tries as number,
    progressed: call.progressed as boolean,
  };
}

/** The message that is the next thing to do. */
function messageIn(label: string): string {
  const { todo } = readState(label) as { readonly todo: readonly Dict[] };
  const { type, to, problem, mode, isProgress } = (todo[0] as Dict).effect as Record<
    string,
    string | boolean
  >;
  const more = isProgress === true ? ' progress' : '';
  switch (type) {
    case 'ERROR.made':
    case 'ERROR.passed':
      return `${to} ERROR ${uriOf(problem as string)}`;
    case 'INTERRUPT':
      return `${to} INTERRUPT ${mode}`;
    default:
      return `${to} ${type}${more}`;
  }
}

/** The URI of a problem, or the one that a callee has sent. */
const uriOf = (problem: string): string =>
  problem in PROBLEMS ? PROBLEMS[problem as keyof typeof PROBLEMS].uri : problem;
