/**
 * Paths through a chart, from its initial state, as `@xstate/test` finds them.
 *
 * That package cannot execute actions, so emissions are removed here; assigns stay, since guards depend on them.
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

/** An event of a chart, with the name of its case: `ERROR unavailable`. */
export interface Move extends EventObject {
  readonly move: string;
}

/** A chart with an initial context and events, within bounds. */
export interface Maze {
  /** Name within its family: the policy, or the kind of call. */
  readonly name: string;
  readonly machine: AnyStateMachine;
  /** The initial context. */
  readonly context: object;
  /** Possible events; none at the bounds. */
  readonly moves: (snapshot: AnyMachineSnapshot) => readonly Move[];
  /** Identity of a state. */
  readonly keyOf: (snapshot: AnyMachineSnapshot) => string;
}

/** A path from the initial state to `state`. */
export interface Path {
  readonly state: AnyMachineSnapshot;
  readonly moves: readonly Move[];
}

/** A shortest path to each state, without prefixes of other paths. */
export const pathsToStates = (maze: Maze): Path[] =>
  modelOf(maze).getShortestPaths(optionsFor(maze, maze.keyOf)).map(toPath);

/** A shortest path over each edge in each state, without prefixes of other paths. */
export const pathsOverEdges = (maze: Maze): Path[] =>
  modelOf(maze)
    .getShortestPaths(
      optionsFor(maze, (snapshot, event, before) =>
        JSON.stringify([maze.keyOf(snapshot), before && maze.keyOf(before), event?.move]),
      ),
    )
    .map(toPath);

/** Every path that visits no state twice, without prefixes of other paths. */
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

/** Number of states, and number of transitions between them. */
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

/** The used part of `@xstate/test`, whose types are those of an older XState. */
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
