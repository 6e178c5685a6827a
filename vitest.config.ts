import { configDefaults, defineConfig } from 'vitest/config';

/** What `npm test -- --quick` leaves out: walks, explorations and processes that take more than some seconds. */
const SLOW = [
  'model-tests/paths.test.ts',
  'model-tests/paths/graph.test.ts',
  'model-tests/mutants.test.ts',
  'model-tests/check{,-faults}.test.ts',
  'model-tests/*equality.test.ts',
  'model-tests/scxml.test.ts',
  'model-tests/conformance/{faults,readings}.test.ts',
  'model-tests/oracles/walks.test.ts',
  'model-tests/repository/{build,commands,documents,package,site,worked-example}.test.ts',
  'src/compiler/{main,random-charts}.test.ts',
  'src/tools/conform/report/html.test.ts',
  'src/tools/draw/**/*.test.ts',
  'src/tools/{explain/library,vectors/vectors}.test.ts',
  'model-tests/clients/{bad-input,browser,check,cli,consult,draw,fuzz,heavy-input,judge,peers,play,state-space,vector-runner,vectors}.test.ts',
  'model-tests/clients/foreign/foreign.test.ts',
];

export default defineConfig({
  test: {
    // Not the folders of peers/: they have installed routers with tests of their own.
    include: ['{machines,src,model-tests}/**/*.test.ts', 'peers/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.QUICK ? SLOW : [])],
    // One worker less than there are cores is the default: on two cores nothing would run beside anything else.
    maxWorkers: '100%',
    // To load the same modules anew for each file would take a fifth of the time; no test leaves anything behind in them.
    isolate: false,
    testTimeout: 30_000,
  },
});
