/** Open questions of the text in words: their options, and the reasons for the defaults. */
import type { ReadingId } from '../readings.ts';
import { ANSWERING } from './answering.ts';
import type { ReadingsOf } from './reading.ts';
import { REGISTERING } from './registering.ts';
import { REROUTING } from './rerouting.ts';
import { SELECTING } from './selecting.ts';
import { SESSIONS } from './sessions.ts';

export type { Reading } from './reading.ts';

export const READINGS: ReadingsOf<ReadingId> = {
  ...SELECTING,
  ...REROUTING,
  ...REGISTERING,
  ...ANSWERING,
  ...SESSIONS,
};
