/** The dealer against the two ends of the scale: the charts as XState runs them, and a core written for speed alone. */
import { createDealer, type DealerOptions } from '../src/index.ts';
import { createInterpretedDealer } from '../src/interpreted.ts';
import { CODES } from '../src/wamp/messages.ts';
import { Floor } from './floor.ts';
import { type Contestant, print, race, time } from './measure.ts';
import { PROCEDURE, Stage } from './stage.ts';

const CALLEES = 10;

export async function engine(): Promise<void> {
  const interpreted = race(dealer(createInterpretedDealer, 10), dealer(createDealer, 2_000), 60);
  const floor = race(dealer(createDealer, 2_000), bare(2_000), 1_000);
  console.log(`A CALL, its INVOCATION, YIELD and RESULT, with ${CALLEES} callees under roundrobin:`);
  print([
    {
      what: 'charts interpreted by XState, against the generated engine',
      ratio: interpreted.ratio,
      of: `${time(interpreted.a)} / ${time(interpreted.b)}`,
      reach: { atLeast: 100 },
    },
    {
      what: 'generated engine, against the hand-written floor',
      ratio: floor.ratio,
      of: `${time(floor.a)} / ${time(floor.b)}`,
      reach: { atMost: 1.5 },
    },
  ]);
}

// --- internal ---

const dealer = (create: (options: DealerOptions) => Stage['dealer'], count: number): Contestant => {
  const stage = new Stage(create).callees(CALLEES, 'roundrobin');
  return { run: (calls) => stage.calls(calls), count };
};

function bare(count: number): Contestant {
  let [session, id, request] = [0, 0, 0];
  const floor = new Floor((to, message) => {
    session = to;
    id = message[1] as number;
  });
  for (let callee = 2; callee < 2 + CALLEES; callee++)
    floor.receive(callee, [CODES.REGISTER, 1, {}, PROCEDURE]);
  const [options, args, result] = [{}, [2, 3], [5]];
  const run = (calls: number): void => {
    for (let done = 0; done < calls; done++) {
      floor.receive(1, [CODES.CALL, ++request, options, PROCEDURE, args]);
      floor.receive(session, [CODES.YIELD, id, options, result]);
      if (session !== 1 || id !== request) throw new Error('The floor lost a call.');
    }
  };
  return { run, count };
}
