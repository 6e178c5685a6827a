/** The command line. */
import { overview } from './overview.ts';
import { programFor } from './program.ts';

const words = process.argv.slice(2);
if (words.length === 0) console.log(overview());
else await (await programFor(words[0])).parseAsync();
