/**
 * Paths through the whole dealer, as its clients see it: callees register, leave, answer and refuse, a caller calls and
 * cancels, and time passes.
 */
import { assign, createMachine } from 'xstate';
import type { Readings } from '../../machines/readings.ts';
import { POLICIES, UNAVAILABLE } from '../../machines/vocabulary.ts';
import { type Bounds, hellos, type Input, inputsIn, keyOf, tell } from '../../src/check/world.ts';
import { createDealer } from '../../src/index.ts';
import type { DealerSnapshot } from '../../src/snapshot.ts';
import { CODES } from '../../src/wamp/messages.ts';
import { type Family, move, type Stage } from './family.ts';
import { type Maze, type Move, pathsOverEdges, pathsToStates } from './graph.ts';

/** How far to go where there are too many states to go to each of them. */
const FAR = 6;

export const dealerFamily: Family = {
  name: 'dealer',
  searches: [
    {
      bounds: 'every edge: 1 callee, 1 call at a time',
      find: pathsOverEdges,
      mazes: mazesWith({ callees: 1, calls: 1 }),
    },
    {
      bounds: 'every state: 3 callees, 1 call at a time',
      find: pathsToStates,
      mazes: mazesWith({ callees: 3, calls: 1 }),
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
  drawsOf: ({ moves }) => moves.map(eventOf).flatMap(({ draw }) => (draw === undefined ? [] : [draw])),
  walk({ moves }, stage) {
    const [{ bounds }] = moves.map(eventOf) as [WorldEvent];
    const names = namesIn(bounds);
    for (const [index, [, , details]] of hellos(bounds).entries()) {
      const [[role, { features = {} }]] = Object.entries((details as Details).roles) as [[string, Role]];
      stage.see(stage.transcript.join(names[index] as string, [role], Object.keys(features)));
    }
    const calls = new Map<number, number>();
    for (const { input } of moves.map(eventOf)) act(input, names, calls, stage);
  },
  isAt: ({ state, moves }, dealer) => {
    const [{ bounds }] = moves.map(eventOf) as [WorldEvent];
    return keyOf(dealer.snapshot(), bounds) === keyOf((state.context as Context).snapshot, bounds);
  },
};

// --- internal ---

interface Context {
  readonly snapshot: DealerSnapshot;
  /** How many there were. */
  readonly inputs: number;
}
interface WorldEvent {
  readonly bounds: Bounds;
  readonly input: Input;
  /** What is drawn, if the policy draws and a callee is asked for. */
  readonly draw?: number;
}
interface Details {
  readonly roles: Readonly<Record<string, Role>>;
}
interface Role {
  readonly features?: object;
}

/** @param far how many inputs there are at most */
function mazesWith(
  size: Omit<Bounds, 'policy'>,
  far = Number.POSITIVE_INFINITY,
): (readings: Readings) => Maze[] {
  return (readings) =>
    POLICIES.map((policy) => {
      const bounds = { ...size, policy };
      return {
        name: policy,
        machine: world,
        context: { snapshot: everybodyJoined(bounds, readings), inputs: 0 } satisfies Context,
        keyOf: ({ context }) => keyOf((context as Context).snapshot, bounds),
        moves: ({ context }) => {
          const { snapshot, inputs } = context as Context;
          return inputs < far ? movesIn(snapshot, bounds) : [];
        },
      };
    });
}

/** What the clients can see of the dealer is one state; all that differs is what it knows. */
const world = createMachine(
  { on: { '*': { actions: 'happen' } } },
  {
    actions: {
      happen: assign(({ context, event }) => ({
        snapshot: after(context as Context, event as never),
        inputs: (context as Context).inputs + 1,
      })),
    },
  },
);

function everybodyJoined(bounds: Bounds, readings: Readings): DealerSnapshot {
  const dealer = createDealer({ random: () => 0.5, readings });
  for (const hello of hellos(bounds)) dealer.receive(dealer.connect(0), hello, 0);
  return dealer.snapshot();
}

function after({ snapshot }: Context, { input, draw = 0.5 }: WorldEvent): DealerSnapshot {
  const dealer = createDealer({ random: () => draw, snapshot });
  const { now } = snapshot;
  if (input.what === 'receive') dealer.receive(input.session, input.wire, now);
  else if (input.what === 'disconnect') dealer.disconnect(input.session, now);
  else dealer.tick(now + input.by);
  return dealer.snapshot();
}

function movesIn(snapshot: DealerSnapshot, bounds: Bounds): Move[] {
  return inputsIn(snapshot, bounds).flatMap((input) => {
    const draws = bounds.policy === 'random' && asksForCallee(input) ? DRAWS : [undefined];
    return draws.map((draw) =>
      move([tell(input, bounds), draw ?? ''].join(' '), { type: input.what, bounds, input, draw }),
    );
  });
}

/** For each of up to three callees. */
const DRAWS = [0.1, 0.5, 0.9];

const asksForCallee = (input: Input): boolean =>
  input.what === 'receive' && (input.wire[0] === CODES.CALL || input.wire.includes(UNAVAILABLE));

const eventOf = (one: Move): WorldEvent => one as unknown as WorldEvent;

const namesIn = ({ callees }: Bounds): string[] => [...['alice', 'bob', 'dora'].slice(0, callees), 'carol'];

/** @param calls the request ids of the caller's calls, by those that the world has for them */
function act(input: Input, names: readonly string[], calls: Map<number, number>, stage: Stage): void {
  if (input.what === 'tick') return stage.see(stage.transcript.pass(input.by));
  const session = names[input.session - 1] as string;
  if (input.what === 'disconnect') return stage.see(stage.transcript.lose(session));
  const [code, id, ...fields] = input.wire as [number, number, ...unknown[]];
  switch (code) {
    case CODES.REGISTER:
    case CODES.UNREGISTER:
      stage.request(session, code, ...fields);
      return;
    case CODES.CALL:
      calls.set(id, stage.request(session, code, ...fields));
      return;
    case CODES.CANCEL:
      return stage.send(session, code, calls.get(id), ...fields);
    default:
      return stage.send(session, ...input.wire);
  }
}
