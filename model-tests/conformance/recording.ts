/** Adds a page for each edge that no case takes, and records the ids of the cases. */

import { writeFileSync } from 'node:fs';
import { readCases } from '../../src/tools/conform/case.ts';
import { packageFile } from '../../src/tools/scenario/library/files.ts';
import { CASES } from '../../src/tools/scenario/library/scenarios.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { nameOfScenario } from '../../src/tools/scenario/scenario.ts';
import { choosePaths } from './choosing.ts';
import { IDS, recordedIds } from './ids.ts';
import { EDGES, edgesTakenBy, isOutOfReach } from './reach.ts';

/** @returns false if an edge is left that no path takes */
export async function recordCases(): Promise<boolean> {
  const cases = (await readCases()).map(({ written }) => written);
  const taken = await edgesTakenBy(cases);
  const missing = EDGES.filter((edge) => !taken.has(edge) && !isOutOfReach(edge));
  const ids = new Set([...recordedIds(), ...cases.map(nameOfScenario)]);
  const { chosen, left } = await choosePaths(missing, ids);
  for (const { id, page } of chosen) {
    const file = `${CASES}/${id}.md`;
    parseScenario(page, file);
    writeFileSync(packageFile(file), page);
    ids.add(id);
    console.log(`wrote ${file}`);
  }
  writeFileSync(packageFile(IDS), `${[...ids].sort().join('\n')}\n`);
  for (const edge of left) console.error(`No path that can be played takes ${edge}.`);
  return left.length === 0;
}
