/** Errata for the WAMP specification: contradictions, gaps and plain errors, the weightiest first. */
import { CONTRADICTIONS } from './contradictions.ts';
import type { Erratum } from './erratum.ts';
import { ERRORS } from './errors.ts';
import { GAPS } from './gaps.ts';
import { REROUTING_GAPS } from './rerouting-gaps.ts';

export type { Erratum } from './erratum.ts';

export const ERRATA: Readonly<Record<'contradictions' | 'gaps' | 'errors', readonly Erratum[]>> = {
  contradictions: CONTRADICTIONS,
  gaps: [...REROUTING_GAPS, ...GAPS],
  errors: ERRORS,
};
