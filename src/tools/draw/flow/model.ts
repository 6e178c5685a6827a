/** A flow of messages between lifelines, as data; the drawings in each format are made from it. */
import type { Label } from './label.ts';

export interface Flow {
  /** The name of the scenario, and its heading. */
  readonly name: string;
  readonly title: string;
  /** Every session that is there for a time, and the dealer; one that comes back has another lifeline. */
  readonly lifelines: readonly Lifeline[];
  /** Which of them is the dealer. */
  readonly dealer: number;
  readonly rows: readonly Row[];
  /** What is too long to stand at its arrow, which gives the number, counted from 1. */
  readonly footnotes: readonly string[];
}

export interface Lifeline {
  readonly name: string;
  /** The roles of the session; none for the dealer. */
  readonly roles: readonly string[];
  /** Its place from the left; sessions that are not there at the same time may share one. */
  readonly column: number;
}

/** What happens, from top to bottom; lifelines and rows are known by their index. */
export type Row = { readonly step: number } & (
  | { readonly kind: 'begin'; readonly lifelines: readonly number[] }
  | { readonly kind: 'end'; readonly lifelines: readonly number[]; readonly isLost: boolean }
  | MessageRow
  /** What concerns everybody: time that passes, or why a step cannot be taken. */
  | { readonly kind: 'note'; readonly text: string }
);

export interface MessageRow {
  readonly kind: 'message';
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly label: Label;
  /** The whole message, in the words of the page. */
  readonly words: readonly string[];
  /** Whether the dealer does nothing because of it. */
  readonly isDiscarded: boolean;
  /** Whether it does not reach its receiver. */
  readonly isMissed: boolean;
  /** The row of the refusal, or of the INVOCATION that was missed, because of which it was sent. */
  readonly refusal: number | undefined;
}
