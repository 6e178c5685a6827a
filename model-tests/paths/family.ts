/** A family of paths: through which charts they lead, and how clients of a dealer walk them. */
import type { Limits } from '../../machines/limits.ts';
import type { Readings } from '../../machines/readings.ts';
import type { ChartName } from '../../src/compiler/chart/index.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import type { PathClients } from './clients.ts';
import type { Maze, Move, Path } from './graph.ts';

export interface Family {
  /** The chart that the paths lead through, or the dealer as a whole. */
  readonly name: ChartName | 'dealer';
  /** How its paths are found, and between which bounds; the first one goes over every edge. */
  readonly searches: readonly Search[];
  /** What the dealer draws for each SELECT along a path, if that matters. */
  readonly drawsOf?: (path: Path) => readonly number[];
  /** The limits under which they are walked, if that matters. */
  readonly limits?: Partial<Limits>;
  /** Walks a path, with clients that do what has the dealer take it. */
  readonly walk: (path: Path, clients: PathClients) => void;
  /** Whether the dealer is where the path leads to, once it is walked. */
  readonly isAt: (path: Path, clients: PathClients) => boolean;
}

export interface Search {
  /** What is let happen, and how often. */
  readonly bounds: string;
  readonly find: (maze: Maze) => Path[];
  readonly mazes: (readings: Readings) => readonly Maze[];
}

/**
 * Whether a chart ends where a path does.
 *
 * @param instance which one of that name; the last to do anything, if left out
 */
export const isAtEnd =
  (name: ChartName, instance?: number): Family['isAt'] =>
  ({ state }, { steps }) => {
    const last = steps.findLast(
      (step) => step.chart === name && (instance ?? step.instance) === step.instance,
    );
    return last?.to === stateOf(state.value);
  };

/** An event with the name of its case. */
export const move = (name: string, event: object): Move => ({ ...event, move: name }) as Move;

export const PROCEDURE = 'com.example.work';
