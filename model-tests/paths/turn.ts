/** Where `roundrobin` stands in a list, as far as it matters. */
import type { Readings } from '../../machines/readings.ts';
import type { Member } from '../../machines/vocabulary.ts';

/** @returns the same number for two lists and positions from which the same members come next */
export const turnIn = (list: Iterable<Member>, position: number, readings: Readings): number =>
  readings.position === 'after-last' ? [...list].filter(({ order }) => order <= position).length : position;
