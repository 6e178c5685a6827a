/** `npm run paths -- <name>…`: prints the scenarios of these names, such as `registration-588`; without any, all names. */
import { basename } from 'node:path';
import { Progress } from '../../src/cli/progress.ts';
import { writeScenario } from '../../src/tools/scenario/write.ts';
import { everyWalk } from './index.ts';

const wanted = process.argv.slice(2);
const progress = new Progress();
progress.show('Searching paths through the charts, and following them on the dealer ...');
const scenarios = new Map(everyWalk().map(({ scenario }) => [basename(scenario.file, '.md'), scenario]));
progress.clear();
if (wanted.length === 0) for (const [name, { title }] of scenarios) console.log(`${name} ${title}`);
for (const name of wanted) {
  const scenario = scenarios.get(name);
  if (scenario !== undefined) console.log(writeScenario(scenario));
  else {
    console.error(`Expected the name of a path, but ${name} is none. npm run paths lists them.`);
    process.exitCode = 1;
  }
}
