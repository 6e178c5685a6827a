/** Writes the URI of each problem as TypeScript: the dealer needs no more of the table. */
import { PROBLEMS } from '../../machines/problems.ts';

/**
 * @param command the command that writes the file
 * @returns TypeScript, not yet formatted; the same for the same table
 */
export const writeProblems = (command: string): string => `\
// Generated from machines/problems.ts by "${command}". Do not edit.
/** The error URI of each problem: the table of problems has more than a client is told. */
import type { ProblemId } from '../../machines/problems.ts';
import type { KnownUri } from '../../machines/uris.ts';

export const URI_OF: { readonly [P in ProblemId]: KnownUri } = {
  ${Object.entries(PROBLEMS)
    .map(([problem, { uri }]) => `'${problem}': '${uri}',`)
    .join('\n  ')}
};
`;
