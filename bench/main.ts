/** `npm run bench`: every measurement, or those named on the command line. */
import { engine } from './engine.ts';
import { growth } from './growth.ts';
import { memory } from './memory.ts';
import { router } from './router.ts';
import { sessions } from './sessions.ts';
import { size } from './size.ts';

const GROUPS: Readonly<Record<string, () => Promise<void>>> = {
  engine,
  growth,
  memory,
  router,
  sessions,
  size,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
  console.error(
    `Expected measurements out of ${Object.keys(GROUPS).join(', ')}, but ${unknown.join(', ')} came.`,
  );
  process.exit(1);
}
console.log(`Node ${process.version} on ${process.platform} ${process.arch}`);
for (const [name, run] of Object.entries(GROUPS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  await run();
}
