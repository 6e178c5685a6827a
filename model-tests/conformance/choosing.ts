/** Chooses generated paths that lead a router over edges that no case takes, and writes them as pages. */
import { DEFAULT_READINGS, READING_OPTIONS, type ReadingId } from '../../machines/readings.ts';
import { obstacleTo } from '../../src/tools/conform/case.ts';
import { ScenarioError } from '../../src/tools/scenario/error.ts';
import { CASES } from '../../src/tools/scenario/library/scenarios.ts';
import { withMargins } from '../../src/tools/scenario/margins.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { play } from '../../src/tools/scenario/play.ts';
import { refreshScenario } from '../../src/tools/scenario/refresh.ts';
import type { Scenario } from '../../src/tools/scenario/scenario.ts';
import { openSystem } from '../../src/tools/scenario/systems/index.ts';
import { writeScenario } from '../../src/tools/scenario/write.ts';
import { search, walks } from '../paths/index.ts';
import { edgesTakenBy, rulesOf } from './reach.ts';

/** A chosen path as a page. */
export interface Chosen {
  readonly id: string;
  readonly page: string;
}

/**
 * Chooses paths, that with the most of the edges first, and the shortest among these.
 *
 * @param missing the edges that no case takes
 * @param taken ids that are in use
 * @returns the pages, and the edges over which no path leads that can be played on any router
 */
export async function choosePaths(
  missing: readonly string[],
  taken: ReadonlySet<string>,
): Promise<{ readonly chosen: readonly Chosen[]; readonly left: readonly string[] }> {
  const left = new Set(missing);
  const chosen: Chosen[] = [];
  const candidates = left.size === 0 ? [] : await candidatesFor(left);
  while (left.size > 0) {
    const gains = candidates.map((one) => one.edges.filter((edge) => left.has(edge)));
    const most = Math.max(0, ...gains.map(({ length }) => length));
    const best = candidates
      .map((one, index) => ({ ...one, gained: gains[index] as string[] }))
      .filter(({ gained }) => gained.length === most)
      .sort((one, other) => one.scenario.steps.length - other.scenario.steps.length)[0];
    if (most === 0 || best === undefined) break;
    const id = idFor(best.gained[0] as string, new Set([...taken, ...chosen.map((each) => each.id)]));
    const page = await pageOf(id, best.scenario, best.gained);
    if (page === undefined)
      candidates.splice(
        candidates.findIndex(({ scenario }) => scenario === best.scenario),
        1,
      );
    else {
      chosen.push({ id, page });
      for (const edge of best.gained) left.delete(edge);
    }
  }
  return { chosen, left: [...left] };
}

// --- internal ---

interface Candidate {
  readonly scenario: Scenario;
  /** The missing edges that it takes. */
  readonly edges: readonly string[];
}

/** All paths that take a missing edge, and that can be played on any router. */
async function candidatesFor(missing: ReadonlySet<string>): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const { scenario } of walks(search())) {
    const edges = [...(await edgesTakenBy([scenario]))].filter((edge) => missing.has(edge));
    const free = edges.length === 0 ? undefined : await freed(scenario);
    if (free !== undefined && obstacleTo(free) === undefined && (await withMargins(free)) !== undefined)
      candidates.push({ scenario: free, edges });
  }
  return candidates;
}

const SEEDS = [1, 2, 3, 4, 5];

/** The scenario without random numbers and limits; undefined if they matter. */
async function freed(scenario: Scenario): Promise<Scenario | undefined> {
  const free = { ...scenario, draws: [], limits: {} };
  for (const seed of SEEDS) {
    const options = { readings: DEFAULT_READINGS, seed };
    if ((await play(free, (needs) => openSystem('generated', needs), options)) !== undefined)
      return undefined;
  }
  return free;
}

/** An id by the state and the event of an edge. */
function idFor(edge: string, taken: ReadonlySet<string>): string {
  const words = withoutNumber(edge)
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word, index, all) => all.indexOf(word) === index);
  const name = `edge-${words.join('-')}`;
  for (let number = 2, id = name; ; number++) {
    if (!taken.has(id)) return id;
    id = `${name}-${number}`;
  }
}

/** The state and the event of an edge, whose number may change. */
const withoutNumber = (edge: string): string => {
  const [chart, state, name = ''] = edge.split(': ');
  return `${chart}: ${state}, ${name.split(', ')[1]}`;
};

/** The page of a scenario with a log for each option that changes it; undefined if it is impossible under one. */
async function pageOf(
  id: string,
  scenario: Scenario,
  gained: readonly string[],
): Promise<string | undefined> {
  const file = `${CASES}/${id}.md`;
  const rules = [...new Set(gained.flatMap(rulesOf))].filter((rule) =>
    scenario.rules.some((one) => one === rule),
  );
  const told = [...new Set(gained.map(withoutNumber))];
  const changing: (readonly [ReadingId, string])[] = [];
  const [plain] = scenario.logs;
  try {
    for (const reading of scenario.readings) {
      if (reading === 'registrationId') continue;
      for (const option of READING_OPTIONS[reading].slice(1)) {
        const readings = { ...DEFAULT_READINGS, [reading]: option };
        const failure = await play(scenario, (needs) => openSystem('generated', needs), {
          readings,
          seed: 1,
        });
        if (failure !== undefined) changing.push([reading, option]);
      }
    }
    const shown = [...rules, ...new Set(changing.map(([reading]) => `the reading \`${reading}\``))];
    const draft = [
      `# ${scenario.title}`,
      '',
      'A generated path, for these states and events of the charts:',
      '',
      ...told.map((one) => `- \`${one}\``),
      '',
      '```script',
      ...scenario.steps.map(({ text }) => text),
      '```',
      '',
      ...['', ...changing.map(([reading, option]) => ` ${reading}=${option}`)].flatMap((info) => [
        `\`\`\`log${info}`,
        ...(plain?.lines ?? []).map(
          ({ step, receiver, expected }) => `${step} ${receiver.text} ${expected[0]?.text}`,
        ),
        '```',
        '',
      ]),
      `Shows ${shown.join(', ')}.`,
      '',
    ].join('\n');
    const parsed = parseScenario(draft, file, { draft: true });
    const page = await refreshScenario(parsed, (options) => openSystem('generated', options), 1);
    return writeScenario(parseScenario(page, file));
  } catch (error) {
    if (error instanceof ScenarioError) return undefined;
    throw error;
  }
}
