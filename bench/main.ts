/**
 * `npm run bench`: every group of measurements, or those named on the command line. `--against <folder>`,
 * or BASELINE in the environment, names another built checkout of this project, for the groups that compare
 * with one.
 *
 * Each group has a process of its own: code that the engine has optimised for one group would slow down the
 * next one.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { engine } from './engine.ts';
import { growth } from './growth.ts';
import { inspector } from './inspector.ts';
import { memory } from './memory.ts';
import { payloads } from './payloads.ts';
import { peers } from './peers.ts';
import { restart } from './restart.ts';
import { router } from './router.ts';
import { sessions } from './sessions.ts';
import { size } from './size.ts';

const GROUPS: Readonly<Record<string, () => Promise<void>>> = {
  engine,
  growth,
  inspector,
  memory,
  payloads,
  peers,
  restart,
  router,
  sessions,
  size,
};

const { values, positionals: asked } = parseArgs({
  options: { against: { type: 'string' } },
  allowPositionals: true,
});
if (values.against !== undefined) process.env.BASELINE = values.against;
const unknown = asked.filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
  const known = Object.keys(GROUPS).join(', ');
  console.error(`Expected measurements out of ${known}, but ${unknown.join(', ')} came.`);
  process.exit(1);
}
const [only, ...others] = asked.length > 0 ? asked : Object.keys(GROUPS);
if (only !== undefined && others.length === 0) {
  console.log(`${only} (Node ${process.version} on ${process.platform} ${process.arch})`);
  await GROUPS[only]?.();
} else {
  for (const name of [only as string, ...others]) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, process.argv[1] as string, name], {
      stdio: 'inherit',
    });
    console.log();
    if (status !== 0) process.exitCode = 1;
  }
}
