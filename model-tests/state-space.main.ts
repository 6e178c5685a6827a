/** `npm run state-space`: recounts paths and states, and records them; it takes some minutes. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Progress } from '../src/cli/progress.ts';
import { search, walks, walksUnder } from './paths/index.ts';
import { CHECK, measure, STATE_SPACE, type StateSpace } from './state-space.ts';

const progress = new Progress();
const say = (line: string): void => {
  progress.clear();
  progress.show(line);
};
console.error('Counting states, then paths; this takes some minutes.');
say('Exploring all states of three callees and two calls, for each policy ...');
const said = execFileSync(process.execPath, CHECK, {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const check = said
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
say('Searching paths through the charts ...');
const searched = search();
say('Following the paths on the dealer ...');
const known = walks(searched);
const space: StateSpace = {
  ...measure(searched, known, (id, option) => {
    say(`Searching paths under ${id}=${option} ...`);
    return walksUnder(id, option, known);
  }),
  check,
};
progress.clear();
writeFileSync(STATE_SPACE, `${JSON.stringify(space, undefined, 2)}\n`);
