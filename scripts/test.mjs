/**
 * `npm test`: formatter and linter, types, generated code, build, tests; `npm test -- --quick` leaves out the tests that
 * take long. Whatever else is given goes to vitest.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const given = process.argv.slice(2);
const isQuick = given.includes('--quick');
const forVitest = given.filter((one) => one !== '--quick').map((one) => JSON.stringify(one));

const STAGES = [
  ['formatter and linter', 'npm run --silent lint'],
  ['types', 'npm run --silent typecheck'],
  ['generated code', 'npm run --silent generate -- --check'],
  ['build', 'npm run --silent build'],
  [isQuick ? 'tests, without those that take long' : 'tests', ['vitest run', ...forVitest].join(' ')],
];

const start = performance.now();
for (const [index, [what, command]] of STAGES.entries()) {
  console.log(`\n[${index + 1}/${STAGES.length}] ${what}`);
  const env = { ...process.env, ...(isQuick ? { QUICK: '1' } : {}) };
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env });
  if (status !== 0) {
    console.log(`\nFailed: ${what} (${command})`);
    process.exit(status ?? 1);
  }
}
console.log(`\nAll of it holds, after ${Math.round((performance.now() - start) / 1_000)} s.`);
if (isQuick) console.log('Left out: the slow tests that vitest.config.ts lists. Run npm test for those.');
