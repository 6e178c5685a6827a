/**
 * `npm test`: the checks below, all at a time, and then the tests;
 * `npm test -- --quick` leaves out the tests that take long. Whatever else is given goes to vitest.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';

const given = process.argv.slice(2);
const isQuick = given.includes('--quick');
const forVitest = given.filter((one) => one !== '--quick');
/** npm itself, run by Node: no shell sees what is given. */
const { npm_execpath: npm = '' } = process.env;

const CHECKS = [
  ['formatter and linter', 'run', '--silent', 'lint'],
  ['layers', 'run', '--silent', 'layers'],
  ['unused code', 'run', '--silent', 'unused'],
  ['types', 'run', '--silent', 'typecheck'],
  ['generated code', 'run', '--silent', 'generate', '--', '--check'],
  ['build', 'run', '--silent', 'build'],
];

console.log(`Checking, all at a time: ${CHECKS.map(([what]) => what).join(', ')} (about a minute) ...`);
const results = await Promise.all(CHECKS.map(check));
if (results.includes(false)) process.exit(1);
const env = { ...process.env, ...(isQuick ? { QUICK: '1' } : {}) };
const { code } = await run(['exec', '--', 'vitest', 'run', ...forVitest], { stdio: 'inherit', env });
if (isQuick)
  console.log('Left out: the tests that vitest.config.ts lists as slow. Run npm test for those, too.');
console.log(code === 0 ? `All of it holds, after ${seconds()}.` : `Some tests failed, after ${seconds()}.`);
process.exitCode = code ?? 1;

/** Runs something, and shows what it says once it has ended. */
async function check([what, ...words]) {
  const { code, output } = await run(words, {});
  console.log(`${code === 0 ? 'ok' : 'FAILED'} ${what}, after ${seconds()}`);
  if (output.trim() !== '') console.log(output.trim());
  return code === 0;
}

function run(words, options) {
  const child = spawn(process.execPath, [npm, ...words], options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      output += data;
    });
  }
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
}

function seconds() {
  return `${Math.round(performance.now() / 1_000)} s`;
}
