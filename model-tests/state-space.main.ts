/** `npm run state-space`: recounts paths and states, and records them; it takes some minutes. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { search, walks, walksUnder } from './paths/index.ts';
import { CHECK, measure, STATE_SPACE, type StateSpace } from './state-space.ts';

const said = execFileSync(process.execPath, CHECK, {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const check = said
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const searched = search();
const known = walks(searched);
const space: StateSpace = {
  ...measure(searched, known, (id, option) => walksUnder(id, option, known)),
  check,
};
writeFileSync(STATE_SPACE, `${JSON.stringify(space, undefined, 2)}\n`);
