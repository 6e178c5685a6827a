/**
 * `npm run pages`: writes the pages of docs/ that are generated from the rules, the scenarios, the state space and the
 * results of other routers. Arguments are the files to write; all of them if there are none.
 */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { JUDGED_FILE, judgedFacts } from './judged.ts';

const names = process.argv.slice(2);

// Before the other pages are loaded, which read it.
write(JUDGED_FILE, judgedFacts());
const { PAGES } = await import('./index.ts');
const { recorded } = await import('../state-space.ts');

const unknown = names.filter((name) => !Object.hasOwn(PAGES, name));
if (unknown.length > 0) {
  console.error(`Expected one of ${Object.keys(PAGES).join(', ')}, but ${unknown.join(', ')} came.`);
  process.exitCode = 2;
} else {
  for (const [file, textOf] of Object.entries(PAGES)) {
    const isAsked = names.length === 0 || names.includes(file);
    if (isAsked && file !== JUDGED_FILE) write(file, await textOf(recorded()));
  }
}

// --- internal ---

function write(file: string, text: string): void {
  writeFileSync(new URL(`../../${file}`, import.meta.url), text);
  console.log(`wrote ${file}`);
}
