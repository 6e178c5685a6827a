/** The form of a URI. */
import type { Uri } from '../vocabulary.ts';

/** Parts of at least one character each, without dots, hashes and white space: the text's loose rule (BP-10). */
export const isWellFormed = (uri: Uri): boolean => uri !== '' && !/[\s#]|^\.|\.\.|\.$/u.test(uri);

/** True if the first part is `wamp` (BP-11). */
export const isReserved = (uri: Uri): boolean => uri === 'wamp' || uri.startsWith('wamp.');
