/** The graph of our dealer: each situation of a small world, and each step from there. */
import { AT } from '../../machines/layouts.ts';
import { NAMES } from '../../machines/messages.ts';
import { DEFAULT_READINGS, type Readings } from '../../machines/readings.ts';
import type { SessionKey } from '../../machines/vocabulary.ts';
import { Dealer } from '../../src/dealer/dealer.ts';
import type { DealerOptions } from '../../src/dealer/dealer-options.ts';
import { generated } from '../../src/dealer/engine/generated.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import type { Step as EdgeTaken } from '../../src/dealer/parts.ts';
import type { DealerSnapshot } from '../../src/dealer/snapshot.ts';
import type { Step } from '../../src/tools/check/explore.ts';
import { participantsIn } from '../../src/tools/check/roles.ts';
import {
  emptyWorld,
  happen,
  type Input,
  inputsIn,
  type World,
  worldAfter,
} from '../../src/tools/check/world.ts';
import { type Model, mostPlacesIn } from '../../src/tools/formal/model.ts';
import { REALM } from '../../src/tools/scenario/systems/system.ts';
import { actionFor, keyOfEdge } from './actions.ts';
import { type Graph, GrowingGraph, labelOf } from './graph.ts';
import { keyOf, situationOf } from './situation.ts';

/** Creates the dealer: ours, or one with a fault. */
export type Create = (options: DealerOptions) => Dealer;

/** A graph, and the way to each of its situations. */
export interface Explored {
  readonly graph: Graph;
  /** The situation in which everybody has joined. */
  readonly first: string;
  /** Number of inputs on the longest of the shortest paths. */
  readonly depth: number;
  /** The steps of a shortest path to a situation, with the joins. */
  readonly pathTo: (key: string) => readonly Taken[];
  /** What an input leads to in a situation, by the name that the module has for it. */
  readonly after: (key: string, input: string) => { readonly key: string; readonly step: Taken } | undefined;
}

/** An input and what came of it. */
export type Taken = Omit<Step, 'line'>;

/**
 * Explores the model completely.
 *
 * @param create constructor of the dealer; ours if omitted
 */
export function explore(
  model: Model,
  create: Create = (options) => new Dealer(generated, options),
): Explored {
  const { bounds } = model;
  const graph = new GrowingGraph();
  const joined = begin(model, create);
  const first = keyIn(joined.world, model);
  const queue: Reached[] = [
    { key: first, world: joined.world, depth: 0, before: undefined, step: undefined },
  ];
  const reached = new Map(queue.map((one) => [one.key, one]));
  for (const one of queue) {
    graph.at(one.key);
    for (const input of inputsIn(one.world, bounds)) {
      const { label, world, step } = after(one.world, input, model, create);
      const key = keyIn(world, model);
      graph.add(one.key, label, key);
      if (reached.has(key)) continue;
      const next = { key, world, depth: one.depth + 1, before: one, step };
      reached.set(key, next);
      queue.push(next);
    }
  }
  return {
    graph: graph.steps,
    first,
    depth: queue.at(-1)?.depth ?? 0,
    pathTo(key) {
      const steps: Taken[] = [];
      for (let at = reached.get(key); at?.step !== undefined; at = at.before) steps.unshift(at.step);
      return [...joined.steps, ...steps];
    },
    after(key, name) {
      const { world } = reached.get(key) as Reached;
      const input = inputsIn(world, bounds).find((one) => inputText(one, world, model) === name);
      if (input === undefined) return undefined;
      const next = after(world, input, model, create);
      return { key: keyIn(next.world, model), step: next.step };
    },
  };
}

// --- internal ---

/** A situation with the step of a shortest path that leads there. */
interface Reached {
  readonly key: string;
  readonly world: World;
  readonly depth: number;
  readonly before: Reached | undefined;
  readonly step: Taken | undefined;
}

/** Milliseconds of a timeout of the small world. */
const TIMEOUT = 1_000;

const unitOf = ({ bounds }: Model): number => (bounds.progress ? TIMEOUT / 2 : TIMEOUT);

function begin(model: Model, create: Create): { readonly world: World; readonly steps: readonly Taken[] } {
  const readings = { ...DEFAULT_READINGS, ...model.readings } as Readings;
  const steps: Taken[] = [];
  let world = emptyWorld(create({ realm: REALM, random: () => 0.5, readings }).snapshot());
  for (const kind of participantsIn(model.bounds)) {
    const next = after(world, { what: 'join', kind }, model, create);
    steps.push(next.step);
    world = next.world;
  }
  return { world, steps };
}

function after(
  world: World,
  input: Input,
  model: Model,
  create: Create,
): { readonly label: string; readonly world: World; readonly step: Taken } {
  const edges: EdgeTaken[] = [];
  const draws: number[] = [];
  const dealer = create({
    realm: REALM,
    snapshot: world.snapshot,
    random() {
      // Session ids that are drawn should be far from each other.
      const draw = input.what === 'join' ? (world.participants.size * 0.618) % 1 : drawOf(input);
      draws.push(draw);
      return draw;
    },
    inspect: (edge) => void edges.push(edge),
  });
  const outputs = happen(dealer, input, world, model.bounds);
  const next = worldAfter(world, input, dealer.snapshot(), model.bounds);
  const messages = outputs.flatMap(({ session, message }) =>
    message === undefined ? [] : `${nameIn(next, session)} ${wordsOf(message)}`,
  );
  return {
    label: input.what === 'join' ? '' : labelOf(inputText(input, world, model), edges.map(edgeOf), messages),
    world: next,
    step: { input, outputs, draws, participants: next.participants },
  };
}

const drawOf = (input: Input): number => (input.what === 'receive' ? input.draw : 0.5);

/** The name of a client in the module. */
function nameIn({ participants }: World, key: SessionKey): string {
  const { kind, name } = participants.get(key) as { readonly kind: string; readonly name: string };
  return kind === 'caller' ? 'caller' : name.replace(/^callee/, '');
}

function keyIn(world: World, model: Model): string {
  const nameOf = (key: SessionKey): string => nameIn(world, key);
  const lens = { nameOf, mostPlaces: mostPlacesIn(model), unit: unitOf(model) };
  return keyOf(situationOf(world.snapshot, lens));
}

/** A message by what the module says of it: its type, and the URI, the mode, or whether there is more to come. */
function wordsOf(message: WireMessage): string {
  const name = NAMES.get(message[0] as number) as string;
  const has = (index: number, key: string): boolean => key in (message[index] as object);
  switch (name) {
    case 'ERROR':
      return `ERROR ${message[AT.ERROR.error]}`;
    case 'INTERRUPT':
      return `INTERRUPT ${(message[AT.INTERRUPT.options] as { readonly mode: string }).mode}`;
    case 'RESULT':
      return has(AT.RESULT.details, 'progress') ? 'RESULT progress' : 'RESULT';
    case 'INVOCATION':
      return has(AT.INVOCATION.details, 'receive_progress') ? 'INVOCATION progress' : 'INVOCATION';
    default:
      return name;
  }
}

/** An input by the name that the module has for it. */
function inputText(input: Input, world: World, model: Model): string {
  switch (input.what) {
    case 'disconnect':
      return `Leaves(${nameIn(world, input.session)})`;
    case 'tick':
      return `TimePasses(${input.by / unitOf(model)})`;
    case 'receive':
      return receiveText(input.session, input.wire, world);
    default:
      return input.what;
  }
}

function receiveText(session: SessionKey, wire: WireMessage, world: World): string {
  const { snapshot } = world;
  const name = nameIn(world, session);
  const optionsAt = (index: number): Readonly<Record<string, unknown>> => wire[index] as never;
  switch (NAMES.get(wire[0] as number)) {
    case 'REGISTER':
      return `Registers(${name}, ${optionsAt(AT.REGISTER.options).invoke})`;
    case 'UNREGISTER':
      return `Unregisters(${name}, ${placeIn(snapshot, session, wire[AT.UNREGISTER.registration])})`;
    case 'CALL':
      return `Calls(${name}, ${flag(optionsAt(AT.CALL.options).receive_progress)})`;
    case 'CANCEL':
      return `Cancels(${name}, ${calledIn(snapshot, session, wire[AT.CANCEL.request])}, ${optionsAt(AT.CANCEL.options).mode})`;
    case 'YIELD':
      return `Yields(${name}, ${askedIn(snapshot, session, wire[AT.YIELD.request])}, ${flag(optionsAt(AT.YIELD.options).progress)})`;
    default:
      return `Fails(${name}, ${askedIn(snapshot, session, wire[AT.ERROR.request])}, ${wire[AT.ERROR.error]})`;
  }
}

const flag = (value: unknown): string => (value === true ? 'TRUE' : 'FALSE');

/** The place of the session that a registration id belongs to; the first one of several. */
const placeIn = (
  { registrations: [registration] }: DealerSnapshot,
  session: SessionKey,
  id: unknown,
): number =>
  1 +
  (registration?.context.members ?? []).findIndex(
    (one) => one.session === session && one.registration === id,
  );

/** The place of a call among those in flight, by its request id. */
const calledIn = ({ calls }: DealerSnapshot, session: SessionKey, request: unknown): number =>
  1 +
  calls.findIndex(({ context: { caller, message } }) => caller === session && message.request === request);

/** The same, by the request id of the INVOCATION that a callee answers. */
const askedIn = ({ calls }: DealerSnapshot, session: SessionKey, request: unknown): number =>
  1 +
  calls.findIndex(
    ({ context: { callee, invocation } }) => callee?.session === session && invocation === request,
  );

/** The action of an edge that an instance took. */
function edgeOf({ chart, from, to, event, rules, readings }: EdgeTaken): string {
  const found = actionFor(keyOfEdge(chart, from, to, event, rules, readings));
  if (found === undefined)
    throw new Error(`Expected an edge of the ${chart}, but ${event} from ${from} to ${to} came.`);
  return found;
}
