/** Round-robin position in a list, as far as it affects the future. */
import type { Readings } from '../../machines/readings.ts';
import type { Member } from '../../machines/vocabulary.ts';

/** @returns the same number for two lists and positions with the same order of selections */
export const turnIn = (list: Iterable<Member>, position: number, readings: Readings): number =>
  readings.position === 'after-last' ? [...list].filter(({ order }) => order <= position).length : position;
