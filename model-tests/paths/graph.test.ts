/** The paths of @xstate/test cover all states and events that xstate/graph finds. */
import { describe, expect, test } from 'vitest';
import { type AnyMachineSnapshot, getInitialSnapshot, getNextSnapshot } from 'xstate';
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import { MACHINES } from '../../src/compiler/chart/index.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import { written } from '../edges.ts';
import {
  type Maze,
  type Path,
  pathsOverEdges,
  pathsToStates,
  silence,
  simplePaths,
  sizeOf,
} from './graph.ts';
import { FAMILIES } from './index.ts';

const MAZES = FAMILIES.flatMap(({ name, chart, searches }) =>
  searches
    .slice(0, 1)
    .flatMap(({ bounds, mazes }) =>
      mazes(DEFAULT_READINGS).map((maze) => ({ family: name, chart, bounds, maze, name: maze.name })),
    ),
);

test.each(MAZES)('in the $family, $name, there is a path to every state', ({ maze }) => {
  expect(alongAll(maze, pathsToStates(maze)).states.size).toBe(sizeOf(maze).states);
});

// In the dealer, moves name sessions and ids, so that there are many equivalent ones.
describe.each(MAZES.filter(({ family }) => family !== 'dealer'))('in the $family, $name,', ({ maze }) => {
  test('there is a path over every edge', () => {
    const along = alongAll(maze, pathsOverEdges(maze));
    expect({ states: along.states.size, edges: along.edges.size }).toEqual(sizeOf(maze));
  });

  test('no path that is simple comes to a state twice', () => {
    const paths = simplePaths(maze).slice(0, 500);
    expect(paths).not.toEqual([]);
    for (const path of paths) {
      expect(alongAll(maze, [path]).states.size).toBe(path.moves.length + 1);
    }
  });
});

test.each(Object.entries(MACHINES))(
  'the paths of the %s come to every state of the chart',
  (name, machine) => {
    const values = MAZES.filter(({ chart }) => chart === name).flatMap(({ maze }) => [
      ...alongAll(maze, pathsToStates(maze)).values,
    ]);
    expect([...new Set(values)].sort()).toEqual([...written(machine).leaves].sort());
  },
);

/** States and events along the paths, as XState takes them. */
function alongAll(maze: Maze, paths: readonly Path[]) {
  const machine = silence(maze.machine, maze.context);
  const [states, edges, values] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const see = (snapshot: AnyMachineSnapshot): string => {
    const key = maze.keyOf(snapshot);
    states.add(key);
    values.add(stateOf(snapshot.value));
    return key;
  };
  for (const { moves } of paths) {
    let snapshot: AnyMachineSnapshot = getInitialSnapshot(machine);
    see(snapshot);
    for (const move of moves) {
      edges.add(JSON.stringify([see(snapshot), move.move]));
      snapshot = getNextSnapshot(machine, snapshot, move);
      see(snapshot);
    }
  }
  return { states, edges, values };
}
