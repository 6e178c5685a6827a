/** Tells moves in words: which of them, from where to where, and what is done on the way. */
import type { Move, Participant, Selection } from './explain.ts';
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
    const subject = `${move.chart} ${move.instance || 'of nobody'}`;
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
  if (edge === undefined) return `it does not react to ${when}`;
  const because = guard === undefined ? '' : `, and ${guard.says}`;
  const does = actions.length === 0 ? ': nothing is done' : `: ${list(actions.map(({ says }) => says))}`;
  return `${when}${because}${does}`;
}

/** Who is on the list, who has refused, and who is picked. */
function selecting({ guard, actions, edge }: Move, selection: Selection): string {
  const { list: members, refused, isObstructed, excluded, picked } = selection;
  const on =
    members.length === 0 && refused.length > 0
      ? 'there is no registration to look in any more'
      : `${list(members) || 'nobody'} ${members.length > 1 ? 'are' : 'is'} on the list`;
  if (edge === undefined) return on;
  const have = refused.length > 1 ? 'have' : 'has';
  const counts = excluded.length < refused.length ? `, of whom only ${list(excluded)} is left out` : '';
  const less =
    refused.length === 0
      ? ''
      : `, ${list(refused)} ${have} refused this call${isObstructed ? ' or could not be told of it' : ''}${counts}`;
  const because = guard === undefined || guard.name === 'hasCandidate' ? '' : `, and ${guard.says}`;
  const does = list(
    actions.map(({ says }) => says.replace(/(the first|the last|one) of them/, among(selection))),
  );
  return `${on}${less}${because}; it ${does}${picked === undefined ? '' : `: ${picked}`}`;
}

/** Of whom somebody is picked. */
function among({ list: members, refused, isBackwards }: Selection): string {
  if (members.length === 1) return 'the only one';
  if (isBackwards) return '$1 of those before it';
  return refused.length === 0 ? '$1 of them' : '$1 of the others';
}
