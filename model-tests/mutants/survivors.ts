/** Mutants that no scenario detects: the equivalent ones in equivalent.md, others in unit-tested.md. */
import { textOf } from './graph.ts';

/** Mutants that survive all scenarios for one reason. */
export interface Group {
  readonly title: string;
  readonly because: string;
  /** Ids of mutants; `<any>` in a line stands for any text. */
  readonly lines: readonly string[];
}

/** Mutants without an observable difference. */
export const EQUIVALENT: readonly Group[] = read('equivalent.md');

/** Mutants that a unit test must detect: the title is its file, from the root of the repository. */
export const UNIT_TESTED: readonly Group[] = read('unit-tested.md');

/** The file of the unit test that must detect this mutant, if there is one. */
export const testFor = (id: string): string | undefined =>
  UNIT_TESTED.find((group) => isAbout(group, id))?.title;

/** True if a group has a line about a mutant. */
export const isAbout = ({ lines }: Group, id: string): boolean => lines.some((line) => fits(line, id));

/** True if a line of a group is about a mutant. */
export function fits(line: string, id: string): boolean {
  const [first = '', ...others] = line.split(ANY);
  if (others.length === 0) return line === id;
  if (!id.startsWith(first)) return false;
  const last = others.pop() as string;
  let at = first.length;
  for (const part of others) {
    const found = id.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return id.length >= at + last.length && id.endsWith(last);
}

// --- internal ---

const ANY = '<any>';

function read(page: string): Group[] {
  const sections = textOf(`model-tests/mutants/${page}`).split(/^## /m).slice(1);
  return sections.map((section) => {
    const end = section.indexOf('\n');
    const text = section.slice(end);
    const [because = ''] = text.split(/^- /m);
    const lines = [...text.matchAll(/^- `` (.*) ``$/gm)].map(([, id = '']) => id);
    return { title: section.slice(0, end), because: because.trim(), lines };
  });
}
