/** A flow of messages between lifelines, as data for all formats. */
import type { Label } from './label.ts';

export interface Flow {
  /** The name of the scenario, and its heading. */
  readonly name: string;
  readonly title: string;
  /** Text above the picture; none if omitted. */
  readonly heading?: string | undefined;
  /** A lifeline for each session, and one for the dealer; a session that joins again has another one. */
  readonly lifelines: readonly Lifeline[];
  /** Index of the dealer's lifeline. */
  readonly dealer: number;
  readonly rows: readonly Row[];
  /** Texts too long for a label, which has their number, from 1. */
  readonly footnotes: readonly string[];
}

export interface Lifeline {
  readonly name: string;
  /** The roles of the session; none for the dealer. */
  readonly roles: readonly string[];
  /** Column, from the left; sessions that do not overlap in time may share one. */
  readonly column: number;
}

/** Rows from top to bottom; lifelines and rows are referred to by their index. */
export type Row = {
  readonly step: number;
  /** True if it is marked, as the first difference from another flow. */
  readonly differs?: true;
} & (
  | { readonly kind: 'begin'; readonly lifelines: readonly number[] }
  | { readonly kind: 'end'; readonly lifelines: readonly number[]; readonly isLost: boolean }
  | MessageRow
  /** A note across all lifelines: time that passes, or the reason why a step is impossible. */
  | { readonly kind: 'note'; readonly text: string }
);

export interface MessageRow {
  readonly kind: 'message';
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly label: Label;
  /** The complete message, in the words of the page. */
  readonly words: readonly string[];
  /** True if the dealer discards it. */
  readonly isDiscarded: boolean;
  /** True if it is undeliverable. */
  readonly isMissed: boolean;
  /** Row of the refusal, or of the undeliverable INVOCATION, that caused it. */
  readonly refusal: number | undefined;
}
