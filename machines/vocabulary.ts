/**
 * The words of the specification: ids, messages, events, effects and contexts, in WAMP's own terms.
 *
 * Events named after a WAMP message are written as WAMP writes them (`CALL`, `YIELD`); what is not a message has a
 * dotted name (`callee.left`). States are situations (`invoked`), guards questions (`isRefusal`), actions verbs
 * (`sendInvocation`).
 */
export * from './problems.ts';
export * from './uris.ts';
export * from './vocabulary/contexts.ts';
export * from './vocabulary/effects.ts';
export * from './vocabulary/events.ts';
export * from './vocabulary/members.ts';
export * from './vocabulary/messages.ts';
export * from './vocabulary/principals.ts';
export * from './vocabulary/selection.ts';
export * from './vocabulary/words.ts';
