/** The steps of a scenario before it begins: sessions join, and callees register. */
import type { Trace, TracedStep } from '../../trace/trace.ts';

/** @returns number of the first step that is more than that; undefined if there is none */
export const afterSetup = ({ steps }: Trace): number | undefined =>
  steps.find((step) => !isSetup(step))?.number;

// --- internal ---

/** A session that connects or joins, or a REGISTER; the router refuses neither, and nobody else notices. */
function isSetup({ step: { action }, actor, sent, received, impossible }: TracedStep): boolean {
  const type = sent?.[0];
  const isJoining = action.does === 'connect' || type === 'HELLO';
  if (impossible !== undefined || (!isJoining && type !== 'REGISTER')) return false;
  const answer = type === 'REGISTER' ? 'REGISTERED' : 'WELCOME';
  return received.every(({ to, words }) => to === actor && words[0] === answer);
}
