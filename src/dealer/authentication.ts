/** Validates the program's answers to questions about the identity of a client. */
import { isDict } from '../../machines/steps/options.ts';
import type { Dict, Principal } from '../../machines/vocabulary.ts';
import { Misuse } from './misuse.ts';
import type { Session } from './parts.ts';
import { Part } from './snapshot-part.ts';

/**
 * @param session the session that the program answers a question about
 * @throws Misuse if no question about it is open
 */
export function checkQuestion({ state, key }: Session): void {
  if (state === 'challenging.pending') return;
  throw new Misuse(
    'QUESTION_MISSING',
    `Expected an open question about session ${key}, but there is none. Answer each question once.`,
  );
}

/**
 * @param session the session to challenge
 * @param method the method of the CHALLENGE
 * @param extra its details
 * @throws Misuse if the client did not offer the method, or `extra` is not a dictionary
 */
export function checkChallenge({ context }: Session, method: string, extra: Dict): void {
  const { offered } = context;
  new Part('method', method, 'OPTION_INVALID').oneOf(offered);
  new Part('extra', extra, 'OPTION_INVALID').is(isDict(extra), 'a dictionary');
}

/**
 * @param session the session to admit
 * @param principal the identity of its client
 * @throws Misuse if it is invalid, or has a method that the client did not offer (AU-1)
 */
export function checkAdmission({ context }: Session, principal: Principal): void {
  const part = new Part('principal', principal, 'OPTION_INVALID');
  checkPrincipal(part);
  part.at('authmethod').optional((method) => method.oneOf(context.offered));
}

/**
 * Checks the identity and the permissions of a client.
 *
 * @param part a `Principal`
 * @throws Misuse with the first wrong place
 */
export function checkPrincipal(part: Part): void {
  for (const name of ['authid', 'authrole']) part.at(name).text();
  for (const name of ['authmethod', 'authprovider']) part.at(name).optional((word) => word.text());
  part.at('authextra').optional((extra) => extra.dict());
  part.at('permissions').optional((permissions) => permissions.items().forEach(checkPermission));
  part.onlyKeys(['authid', 'authrole', 'authmethod', 'authprovider', 'authextra', 'permissions']);
}

// --- internal ---

const ACTIONS = ['call', 'register', 'forceReregister'];

function checkPermission(part: Part): void {
  part.at('uri').text();
  part.at('match').optional((match) => match.oneOf(['exact', 'prefix']));
  for (const action of ACTIONS) part.at(action).optional((allowed) => allowed.oneOf([true, false]));
  // A misspelt restriction must not be ignored.
  part.onlyKeys(['uri', 'match', ...ACTIONS]);
}
