/** The dealer against the two ends of the scale: the charts as XState runs them, and a core written for speed alone. */
import { createDealer, type DealerOptions } from '../src/index.ts';
import { createInterpretedDealer } from '../src/interpreted.ts';
import { type Contestant, print, race, time } from './measure.ts';
import { FloorStage, PROCEDURE, Stage } from './stage.ts';

const CALLEES = 10;

export async function engine(): Promise<void> {
  // The interpreter comes last: a dealer in whose process both drivers have run is slower than one in production.
  const floor = race(dealer(createDealer, 2_000), bare(2_000), 1_000);
  const interpreted = race(dealer(createInterpretedDealer, 10), dealer(createDealer, 2_000), 60);
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
  const floor = new FloorStage();
  for (let callee = 0; callee < CALLEES; callee++) floor.register(PROCEDURE, 2 + callee);
  const run = (calls: number): void => {
    for (let done = 0; done < calls; done++) floor.call(PROCEDURE);
  };
  return { run, count };
}
