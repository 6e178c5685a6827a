/** Tells moves in words: which of them, from where to where, and what is done on the way. */
import type { Move, Participant } from './explain.ts';
import { list } from './layout.ts';

/** A move that is told. */
export interface Told {
  readonly move: Move;
  /** `call carol ?call: invoked.waiting → rerouting`, or `…, still invoked.waiting`. */
  readonly where: string;
  /** The event, what had to hold, and what is done. */
  readonly detail: string;
}

/** The moves that say something; the states on the way to them, through passages, are told with them. */
export function tellMoves(moves: readonly Move[]): Told[] {
  const before = new Map<string, string[]>();
  const told: Told[] = [];
  for (const move of moves) {
    const subject = `${move.chart} ${move.instance}`;
    const path = before.get(subject) ?? [move.from];
    if (move.to !== path.at(-1)) path.push(move.to);
    if (move.isPassage) before.set(subject, path);
    else {
      before.delete(subject);
      const where = path.length > 1 ? `: ${path.join(' → ')}` : `, still ${path[0]}`;
      told.push({ move, where: `${subject}${where}`, detail: detailOf(move) });
    }
  }
  return told;
}

/** Who somebody is: `callee that announces …`. */
export function roleOf({ roles }: Participant): string {
  if (roles.length === 0) return 'a connection that never becomes a session';
  const said = roles.map(({ role, features }) =>
    features.length === 0 ? role : `${role} that announces ${list(features.map((name) => `\`${name}\``))}`,
  );
  return list(said);
}

// --- internal ---

function detailOf(move: Move): string {
  const { edge, when, guard, actions, selection } = move;
  if (selection !== undefined) return selecting(move, selection);
  if (edge === undefined) return `${when} means nothing to it now`;
  const because = guard === undefined ? '' : `, and ${guard.says}`;
  const does = actions.length === 0 ? '' : `: ${list(actions.map(({ says }) => says))}`;
  return `${when}${because}${does}`;
}

/** Who is on the list, who has refused, and who is picked. */
function selecting(
  { guard, actions, edge }: Move,
  { list: members, refused, picked }: NonNullable<Move['selection']>,
): string {
  const on = `${list(members) || 'nobody'} ${members.length > 1 ? 'are' : 'is'} on the list`;
  if (edge === undefined) return on;
  const less =
    refused.length === 0 ? '' : `, ${list(refused)} ${refused.length > 1 ? 'have' : 'has'} refused this call`;
  const because = guard === undefined || guard.name === 'hasCandidate' ? '' : `, and ${guard.says}`;
  const others = refused.length === 0 ? 'of them' : 'of the others';
  const does = list(actions.map(({ says }) => says.replace('of them', others)));
  return `${on}${less}${because}; it ${does}${picked === undefined ? '' : `: ${picked}`}`;
}
