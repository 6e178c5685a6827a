/** Describes moves in words: the instance, the transition and the actions. */
import type { Move, Participant, Selection } from './explain.ts';
import { list } from './layout.ts';

/** A described move. */
export interface DescribedMove {
  readonly move: Move;
  /** `call carol ?call: invoked.waiting → rerouting`, or `…, still invoked.waiting`. */
  readonly where: string;
  /** The event, the guard and the actions. */
  readonly detail: string;
}

/** The moves of interest, each with the states passed through before it. */
export function describeMoves(moves: readonly Move[]): DescribedMove[] {
  const before = new Map<string, string[]>();
  const told: DescribedMove[] = [];
  for (const move of moves) {
    const subject = `${move.chart} ${move.instance || 'without a procedure'}`;
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

/** Roles and features of a participant: `callee that announces …`. */
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
  if (edge === undefined) return `ignores ${when}`;
  const because = guard === undefined ? '' : `, and ${guard.says}`;
  const does = actions.length === 0 ? ': does nothing' : `: ${list(actions.map(({ says }) => says))}`;
  return `${when}${because}${does}`;
}

/** The members, the refusals, and the selected callee. */
function selecting({ guard, actions, edge }: Move, selection: Selection): string {
  const { list: members, refused, isObstructed, excluded, passedOver, picked } = selection;
  const on =
    members.length === 0 && refused.length > 0
      ? 'there is no registration any more'
      : `${members.length === 0 ? 'no callee' : list(members)} ${members.length > 1 ? 'are' : 'is'} registered`;
  if (edge === undefined) return on;
  const have = refused.length > 1 ? 'have' : 'has';
  const counts = excluded.length < refused.length ? `, of which only ${list(excluded)} is excluded` : '';
  const less =
    refused.length === 0
      ? ''
      : `, ${list(refused)} ${have} refused this call${isObstructed ? ' or did not receive it' : ''}${counts}`;
  const passed =
    passedOver.length === 0
      ? ''
      : `, ${list(passedOver)} ${passedOver.length > 1 ? 'have' : 'has'} a later call of the caller`;
  const because = guard === undefined || guard.name === 'hasCandidate' ? '' : `, and ${guard.says}`;
  const does = list(
    actions.map(({ says }) => says.replace(/(the first|the last|one) of them/, among(selection))),
  );
  return `${on}${less}${passed}${because}; it ${does}${picked === undefined ? '' : `: ${picked}`}`;
}

/** The callees among which one is selected. */
function among({ list: members, refused, isBackwards }: Selection): string {
  if (members.length === 1) return 'the only member';
  if (isBackwards) return '$1 of the members before it';
  return refused.length === 0 ? '$1 of them' : '$1 of the others';
}
