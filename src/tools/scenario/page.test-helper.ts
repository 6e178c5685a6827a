/** Short pages for tests. */
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import { createDealer } from '../../dealer/index.ts';
import { parseScenario } from './parse.ts';
import { type Failure, type Open, play } from './play.ts';
import { DealerUnderTest } from './systems/dealer.ts';

/** A page whose script begins at line 6, and whose log begins two lines after the end of the script. */
export function page(script: readonly string[], log: readonly string[], last = 'Shows CR-1.'): string {
  const blocks = ['```script', ...script, '```', '```log', ...log, '```'];
  return ['# Title', '', 'Why it matters.', '', ...blocks, '', last, ''].join('\n');
}

/** A dealer as the system under test. */
export const openDealer: Open = async (options) => new DealerUnderTest('generated', createDealer, options);

/** Plays a page on the dealer, under the default readings. */
export const playPage = (text: string): Promise<Failure | undefined> =>
  play(parseScenario(text, 'page.md'), openDealer, { readings: DEFAULT_READINGS, seed: 1 });

/** Alice and Bob share a procedure under `random`, and Carol calls it; each of them may be invoked. */
export const RANDOM = [
  'alice joins as callee with call_reroute',
  'bob joins as callee with call_reroute',
  'carol joins as caller',
  'alice: REGISTER ?a {"invoke": "random"} com.add',
  'bob: REGISTER ?b {"invoke": "random"} com.add',
  'carol: CALL ?call {} com.add [2, 3]',
];
