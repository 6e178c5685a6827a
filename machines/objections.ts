/** The message of an objection: the places of its URI, its sentence and its facts. */
import type { MessageOf } from './messages.ts';
import type { Dict, Objection, Problem, Uri } from './vocabulary.ts';

/** A problem in words: what was expected, what came, what to do. */
export interface Wording {
  readonly uri: Uri;
  readonly sentence: string;
}

/** The ERROR that answers a request: it has the sentence as its first argument. */
export const errorOf = (
  { of, request, facts }: Extract<Objection, { type: 'ERROR.made' }>,
  { uri, sentence }: Wording,
): MessageOf<'ERROR'> => ({
  type: 'ERROR',
  of,
  request,
  details: detailsOf(facts),
  error: uri,
  args: [sentence],
  kwargs: undefined,
});

/** The ABORT that ends a session: it has the sentence in its Details. */
export const abortOf = ({ uri, sentence }: Wording): MessageOf<'ABORT'> => ({
  type: 'ABORT',
  details: { message: sentence },
  reason: uri,
  args: undefined,
  kwargs: undefined,
});

// --- internal ---

/** Details of an ERROR: for a conflict, which policy there is and which was asked for. */
const detailsOf = (facts: Problem['facts']): Dict =>
  'existing' in facts ? { _existing: facts.existing, _requested: facts.requested } : {};
