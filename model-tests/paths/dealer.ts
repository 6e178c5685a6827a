/**
 * Paths through the whole dealer, as its clients see it: callees register, leave, answer and refuse, a caller calls and
 * cancels, some join again, and time passes.
 */
import { assign, createMachine } from 'xstate';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import { POLICIES } from '../../machines/vocabulary.ts';
import type { Bounds } from '../../src/tools/check/bounds.ts';
import { keyOfDealer } from '../../src/tools/check/key.ts';
import { featuresOf, type ParticipantKind, participantsIn, roleOf } from '../../src/tools/check/roles.ts';
import { type Input, inputsIn, OBSTACLE, type World } from '../../src/tools/check/world.ts';
import { showMessage } from '../../src/tools/scenario/match.ts';
import { after, everybodyJoined } from '../small-world.ts';
import type { PathClients } from './clients.ts';
import { type Family, move } from './family.ts';
import { type Maze, type Move, type Path, pathsOverEdges, pathsToStates } from './graph.ts';

/** Bound of a search that cannot reach all states. */
const FAR = 6;

export const dealerFamily: Family = {
  name: 'dealer',
  chart: undefined,
  searches: [
    {
      bounds: 'every edge: 1 callee, 1 call at a time, with progressive results, some come back',
      find: pathsOverEdges,
      mazes: mazesWith({ callees: 1, calls: 1, progress: true, rejoin: true }),
    },
    {
      bounds: 'every state: 3 callees, 1 call at a time',
      find: pathsToStates,
      mazes: mazesWith({ callees: 3, calls: 1 }),
    },
    {
      bounds: 'every state: 2 callees, 1 call at a time, some of what is sent cannot be delivered',
      find: pathsToStates,
      mazes: mazesWith({ callees: 2, calls: 1, obstacles: true }),
    },
    {
      bounds: 'every state: 2 callees, 2 calls at a time',
      find: pathsToStates,
      mazes: mazesWith({ callees: 2, calls: 2 }),
    },
    {
      bounds: `every state up to ${FAR} inputs away: 3 callees, 2 calls at a time`,
      find: pathsToStates,
      mazes: mazesWith({ callees: 3, calls: 2 }, FAR),
    },
  ],
  drawsOf: ({ moves }) =>
    moves
      .map(eventOf)
      .flatMap(({ input, bounds }) =>
        bounds.policy === 'random' && input.what === 'receive' && asksForCallee(input) ? [input.draw] : [],
      ),
  walk(path, clients) {
    const { bounds } = firstOf(path);
    const names = [...(path.state.context as Context).world.participants.values()].map(({ name }) => name);
    const come = (kind: ParticipantKind): void => {
      const name = names[clients.events.filter(({ action }) => action.does === 'join').length] as string;
      clients.join(name, roleOf(kind), ...featuresOf(kind, bounds));
    };
    participantsIn(bounds).forEach(come);
    const calls = new Map<number, number>();
    for (const { input } of path.moves.map(eventOf)) {
      if (input.what === 'join') come(input.kind);
      else act(input, names, calls, clients);
    }
  },
  isAt: (path, { dealer, obstructed }) => {
    const { world } = path.state.context as Context;
    const { bounds } = firstOf(path);
    return (
      keyOfDealer({ ...world, snapshot: dealer.snapshot(), obstructed }, bounds) ===
      keyOfDealer(world, bounds)
    );
  },
};

// --- internal ---

interface Context {
  readonly world: World;
  /** Number of inputs. */
  readonly inputs: number;
}
interface WorldEvent {
  readonly bounds: Bounds;
  readonly input: Input;
}

/** @param far greatest number of inputs */
function mazesWith(
  size: Omit<Bounds, 'policy'>,
  far = Number.POSITIVE_INFINITY,
): (readings: Readings) => Maze[] {
  return (readings) =>
    POLICIES.map((policy) => {
      const bounds = { ...size, policy };
      return {
        name: policy,
        machine: system,
        context: { world: everybodyJoined(bounds, readings), inputs: 0 } satisfies Context,
        keyOf: ({ context }) => keyOfDealer((context as Context).world, bounds),
        moves: ({ context }) => {
          const { world, inputs } = context as Context;
          return inputs < far ? inputsIn(world, bounds).map((input) => moveOf(input, world, bounds)) : [];
        },
      };
    });
}

/** To its clients, the dealer is one state with a context. */
const system = createMachine(
  { on: { '*': { actions: 'happen' } } },
  {
    actions: {
      happen: assign(({ context, event }) => ({
        world: step((context as Context).world, event as never),
        inputs: (context as Context).inputs + 1,
      })),
    },
  },
);

const step = (world: World, { input, bounds }: WorldEvent): World => after(world, input, bounds).world;

const moveOf = (input: Input, world: World, bounds: Bounds): Move =>
  move(textOf(input, world), { type: input.what, bounds, input });

function textOf(input: Input, { participants }: World): string {
  switch (input.what) {
    case 'join':
      return `a ${input.kind} joins`;
    case 'receive': {
      const text = `${participants.get(input.session)?.name} ${showMessage(input.wire)}`;
      return asksForCallee(input) ? `${text} (${input.draw})` : text;
    }
    case 'disconnect':
      return `${participants.get(input.session)?.name} is lost`;
    case 'obstruct':
      return `${participants.get(input.session)?.name} takes nothing`;
    case 'clear':
      return `${participants.get(input.session)?.name} takes everything`;
    case 'tick':
      return `${input.by} ms pass`;
  }
}

const asksForCallee = ({ wire }: Extract<Input, { what: 'receive' }>): boolean =>
  wire[0] === CODES.CALL || wire.includes('wamp.error.unavailable');

const eventOf = (one: Move): WorldEvent => one as unknown as WorldEvent;
const firstOf = ({ moves }: Path): WorldEvent => eventOf(moves[0] as Move);

/**
 * @param names of the sessions, by their keys
 * @param calls request ids of the calls, by those in the world, which reuses ids, while clients do not
 */
function act(
  input: Exclude<Input, { what: 'join' }>,
  names: readonly string[],
  calls: Map<number, number>,
  clients: PathClients,
): void {
  if (input.what === 'tick') return clients.pass(input.by);
  const session = names[input.session - 1] as string;
  if (input.what === 'disconnect') return clients.lose(session);
  if (input.what === 'obstruct') return clients.obstruct(session, OBSTACLE);
  if (input.what === 'clear') return clients.obstruct(session, undefined);
  const [code, id, ...fields] = input.wire as [number, number, ...unknown[]];
  switch (code) {
    case CODES.REGISTER:
    case CODES.UNREGISTER:
      clients.request(session, code, ...fields);
      return;
    case CODES.CALL:
      calls.set(id, clients.request(session, code, ...fields));
      return;
    case CODES.CANCEL:
      return clients.send(session, code, calls.get(id), ...fields);
    default:
      return clients.send(session, ...input.wire);
  }
}
