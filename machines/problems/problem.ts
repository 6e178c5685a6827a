/** The form of a row in the table of problems. */
import type { RequestLimitId } from '../limits.ts';
import type { ReadingId } from '../readings.ts';
import type { RuleId } from '../rules.ts';
import type { KnownUri } from '../uris.ts';
import type { Id, Policy } from '../vocabulary/words.ts';

/** A row of the table. */
export interface ProblemRow {
  readonly family: 'reply' | 'abort';
  /** The error of the ERROR, or the reason of the ABORT. */
  readonly uri: KnownUri;
  /** The rules that ask for it: an edge that sends it cites one of them, or one of the readings. */
  readonly rules: readonly RuleId[];
  /** The readings without which it would not be sent, or not with this URI. */
  readonly readings?: readonly ReadingId[];
  /** The facts its sentence is made of, and of which kind each is. */
  readonly facts: { readonly [fact: string]: keyof FactKinds };
}

/** The kinds of facts. */
export interface FactKinds {
  readonly text: string;
  readonly number: number;
  readonly id: Id;
  readonly policy: Policy;
  readonly limit: RequestLimitId;
  /** A value that a client sent. */
  readonly value: unknown;
  /** The value that has no form in a serialisation, in words such as `the float NaN`; undefined if unknown. */
  readonly words: string | undefined;
}
