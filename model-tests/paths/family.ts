/** A family of paths: the chart that they lead through, and the way in which clients walk them. */
import type { Limits } from '../../machines/limits.ts';
import type { Readings } from '../../machines/readings.ts';
import type { ChartName } from '../../src/compiler/chart/index.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import type { PathClients } from './clients.ts';
import type { Maze, Move, Path } from './graph.ts';

export interface Family {
  /**
   * That of the chart, `authentication` for the session chart of a dealer that authenticates, `revocation` for the
   * registration chart of one, or `dealer`.
   */
  readonly name: ChartName | 'authentication' | 'revocation' | 'dealer';
  /** The chart that the paths lead through; undefined if they lead through the dealer as a whole. */
  readonly chart: ChartName | undefined;
  /** Searches with their bounds; the first one covers every edge. */
  readonly searches: readonly Search[];
  /** Random numbers for the selections along a path, if they matter. */
  readonly drawsOf?: (path: Path) => readonly number[];
  /** Methods of authentication; undefined if clients are not authenticated. */
  readonly methods?: readonly string[];
  /** Limits of the dealer, if they matter. */
  readonly limits?: Partial<Limits>;
  /** Walks a path, with the actions of clients that make the dealer take it. */
  readonly walk: (path: Path, clients: PathClients) => void;
  /** True if the dealer has reached the end of the path. */
  readonly isAt: (path: Path, clients: PathClients) => boolean;
}

export interface Search {
  /** Bounds of the search, in words. */
  readonly bounds: string;
  readonly find: (maze: Maze) => Path[];
  readonly mazes: (readings: Readings) => readonly Maze[];
}

/**
 * Returns a check that a chart has reached the end of a path.
 *
 * @param instance name of the instance; the last active one, if omitted
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
