/**
 * Paths through a chart, from its initial state, as `@xstate/test` finds them.
 *
 * That package cannot execute actions, so what a chart emits is silenced here; what it assigns stays, since guards
 * depend on it.
 */
import { createTestModel } from '@xstate/test';
import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  assign,
  createMachine,
  type EventObject,
} from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';

/** An event that can happen to a chart, and the name of its case: `ERROR unavailable`. */
export interface Move extends EventObject {
  readonly move: string;
}

/** A chart, where it starts and what can happen to it, within bounds. */
export interface Maze {
  /** What makes it different from others of its family: the policy, or the kind of call. */
  readonly name: string;
  readonly machine: AnyStateMachine;
  /** The context that it starts from. */
  readonly context: object;
  /** What can happen; nothing, where the bounds are. */
  readonly moves: (snapshot: AnyMachineSnapshot) => readonly Move[];
  /** What tells two situations apart. */
  readonly keyOf: (snapshot: AnyMachineSnapshot) => string;
}

/** What leads from the initial state to `state`, in its order. */
export interface Path {
  readonly state: AnyMachineSnapshot;
  readonly moves: readonly Move[];
}

/** A shortest path to each situation; paths that others begin with are left out. */
export const pathsToStates = (maze: Maze): Path[] =>
  modelOf(maze).getShortestPaths(optionsFor(maze, maze.keyOf)).map(toPath);

/** A shortest path over each edge in each situation, whatever it leads to; paths that others begin with are left out. */
export const pathsOverEdges = (maze: Maze): Path[] =>
  modelOf(maze)
    .getShortestPaths(
      optionsFor(maze, (snapshot, event, before) =>
        JSON.stringify([maze.keyOf(snapshot), before && maze.keyOf(before), event?.move]),
      ),
    )
    .map(toPath);

/** Every path that comes through no situation twice; paths that others begin with are left out. */
export const simplePaths = (maze: Maze): Path[] =>
  modelOf(maze).getSimplePaths(optionsFor(maze, maze.keyOf)).map(toPath);

/** The chart without its emissions, starting from `context`. */
export function silence(machine: AnyStateMachine, context: object): AnyStateMachine {
  const { guards, actions } = machine.implementations;
  const silent = Object.entries(actions).map(([name, action]) => [
    name,
    (action as { type?: string }).type === 'xstate.assign' ? action : assign({}),
  ]);
  return createMachine(
    { ...machine.config, context } as never,
    { guards, actions: Object.fromEntries(silent) } as never,
  );
}

/** How many situations there are, and how many moves lead from one of them to another or back to it. */
export function sizeOf(maze: Maze): { readonly states: number; readonly edges: number } {
  const silent = silence(maze.machine, maze.context);
  const map = getAdjacencyMap(silent, optionsFor(maze, maze.keyOf) as never);
  const all = Object.values(map);
  return {
    states: all.length,
    edges: all.reduce((sum, { transitions }) => sum + Object.keys(transitions).length, 0),
  };
}

// --- internal ---

type KeyOf = (
  snapshot: AnyMachineSnapshot,
  event: Move | undefined,
  before: AnyMachineSnapshot | undefined,
) => string;

/** What is used here of `@xstate/test`, whose types are those of an older XState. */
interface TestModel {
  getShortestPaths(options: object): readonly TestPath[];
  getSimplePaths(options: object): readonly TestPath[];
}
interface TestPath {
  readonly state: AnyMachineSnapshot;
  readonly steps: readonly { readonly event: AnyEventObject }[];
}

const modelOf = ({ machine, context }: Maze): TestModel =>
  createTestModel(silence(machine, context) as never) as unknown as TestModel;

const optionsFor = ({ moves }: Maze, serializeState: KeyOf): object => ({
  events: moves,
  serializeState,
  serializeEvent: ({ move }: Move) => move,
});

const toPath = ({ state, steps }: TestPath): Path => ({
  state,
  moves: steps.map(({ event }) => event as Move).filter(({ type }) => !type.startsWith('xstate.')),
});
