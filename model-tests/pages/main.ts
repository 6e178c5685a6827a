/** `npm run pages`: writes the pages of docs/ that are generated from the rules, the scenarios and the state space. */
import { writeFileSync } from 'node:fs';
import { recorded } from '../state-space.ts';
import { PAGES } from './index.ts';

for (const [file, write] of Object.entries(PAGES)) {
  writeFileSync(new URL(`../../${file}`, import.meta.url), await write(recorded()));
  console.log(`wrote ${file}`);
}
