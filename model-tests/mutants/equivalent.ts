/** The mutants that nobody can find out, and why: equivalent.md, read. */
import { textOf } from './graph.ts';

/** Mutants that survive for one reason. */
export interface Group {
  readonly title: string;
  readonly because: string;
  /** Their ids. */
  readonly mutants: readonly string[];
}

export const EQUIVALENT: readonly Group[] = textOf('model-tests/mutants/equivalent.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [title = '', text = ''] = [
      section.slice(0, section.indexOf('\n')),
      section.slice(section.indexOf('\n')),
    ];
    const [because = ''] = text.split(/^- /m);
    const mutants = [...text.matchAll(/^- `` (.*) ``$/gm)].map(([, id = '']) => id);
    return { title, because: because.trim(), mutants };
  });
