/** A family of paths: through which charts they lead, and how clients of a dealer walk them. */
import type { Readings } from '../../machines/readings.ts';
import type { Dealer } from '../../src/dealer.ts';
import type { Driver } from '../../src/engine/driver.ts';
import type { Step } from '../../src/parts.ts';
import { type Arrival, NotThere, type Transcript } from '../../src/scenario/transcript.ts';
import { CODES, type WireMessage } from '../../src/wamp/messages.ts';
import { type Maze, type Move, type Path, stateOf } from './graph.ts';

export interface Family {
  /** The chart that the paths lead through, or the dealer as a whole. */
  readonly name: keyof Driver | 'dealer';
  /** How its paths are found, and between which bounds; the first one goes over every edge. */
  readonly searches: readonly Search[];
  /** What the dealer draws for each SELECT along a path, if that matters. */
  readonly drawsOf?: (path: Path) => readonly number[];
  /** Walks a path, with clients that do what has the dealer take it. */
  readonly walk: (path: Path, stage: Stage) => void;
  /**
   * Whether a dealer is where a path leads to.
   *
   * @param steps the transitions of its charts, in their order
   */
  readonly isAt: (path: Path, dealer: Dealer, steps: readonly Step[]) => boolean;
}

export interface Search {
  /** What is let happen, and how often. */
  readonly bounds: string;
  readonly find: (maze: Maze) => Path[];
  readonly mazes: (readings: Readings) => readonly Maze[];
}

/** The clients of one dealer, and what they have to remember to go on. */
export class Stage {
  readonly transcript: Transcript;
  /** Who was sent an INVOCATION last, and its request id. */
  asked: { readonly session: string; readonly request: number } | undefined;
  /** The id of the registration that was granted last; one that nobody gave out, if none was. */
  registration = 1;

  constructor(transcript: Transcript) {
    this.transcript = transcript;
  }

  /** Takes notice of what clients have received. */
  see(arrivals: readonly Arrival[]): void {
    for (const { session, message } of arrivals) {
      if (message?.[0] === CODES.INVOCATION) this.asked = { session, request: message[1] as number };
      if (message?.[0] === CODES.REGISTERED) this.registration = message[2] as number;
    }
  }

  send(session: string, ...wire: WireMessage): void {
    this.see(this.transcript.send(session, wire));
  }

  /** Sends a message whose first field is a new request id, and returns that. */
  request(session: string, code: number, ...fields: readonly unknown[]): number {
    const request = this.transcript.nextRequest(session);
    this.send(session, code, request, ...fields);
    return request;
  }

  /** Whoever was asked last answers. */
  answer(code: number, ...fields: readonly unknown[]): void {
    if (this.asked === undefined) throw new NotThere('Expected somebody who was asked, but nobody was.');
    const { session, request } = this.asked;
    if (code === CODES.ERROR) this.send(session, code, CODES.INVOCATION, request, {}, ...fields);
    else this.send(session, code, request, ...fields);
  }
}

/**
 * Whether a chart ends where a path does.
 *
 * @param instance which one of that name; the last to do anything, if left out
 */
export const isAtEnd =
  (name: keyof Driver, instance?: number): Family['isAt'] =>
  ({ state }, _, steps) => {
    const last = steps.findLast(
      (step) => step.chart === name && (instance ?? step.instance) === step.instance,
    );
    return last?.to === stateOf(state.value);
  };

/** An event with the name of its case. */
export const move = (name: string, event: object): Move => ({ ...event, move: name }) as Move;

export const PROCEDURE = 'com.example.work';
