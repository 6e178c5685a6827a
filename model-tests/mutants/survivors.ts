/** The mutants that no scenario finds out: equivalent.md, which nobody can, and unit-tested.md, which a test does. */
import { textOf } from './graph.ts';

/** Mutants that survive all scenarios for one reason. */
export interface Group {
  readonly title: string;
  readonly because: string;
  /** Their ids. */
  readonly mutants: readonly string[];
}

/** Those that change nothing that anybody could notice. */
export const EQUIVALENT: readonly Group[] = read('equivalent.md');

/** Those that a unit test has to find out: the title is its file, from the root of the repository. */
export const UNIT_TESTED: readonly Group[] = read('unit-tested.md');

/** The file of the unit test that has to find this mutant out, if one has to. */
export const testFor = (id: string): string | undefined =>
  UNIT_TESTED.find(({ mutants }) => mutants.includes(id))?.title;

// --- internal ---

function read(page: string): Group[] {
  const sections = textOf(`model-tests/mutants/${page}`).split(/^## /m).slice(1);
  return sections.map((section) => {
    const end = section.indexOf('\n');
    const text = section.slice(end);
    const [because = ''] = text.split(/^- /m);
    const mutants = [...text.matchAll(/^- `` (.*) ``$/gm)].map(([, id = '']) => id);
    return { title: section.slice(0, end), because: because.trim(), mutants };
  });
}
