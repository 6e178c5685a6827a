/** Places of this repository's files on the site: documents, scenarios, and sources that are linked. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { CASES, LIBRARY } from '../../src/tools/scenario/library/scenarios.ts';

const ROOT = new URL('../../', import.meta.url);

/** A file or a folder of this repository, by its path from the root. */
export const inRepository = (path: string): URL => new URL(path, ROOT);

/** The documents that are not in docs/, and the paths of their pages. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  'README.md': 'project/readme.md',
  'CONTRIBUTING.md': 'project/contributing.md',
  'CHANGELOG.md': 'project/changelog.md',
  'machines/README.md': 'project/specification.md',
  'model-tests/mutants/equivalent.md': 'project/equivalent-mutants.md',
  'model-tests/mutants/unit-tested.md': 'project/unit-tested-mutants.md',
};

/** The pages that are made for the site only, each in its folder, which git ignores. */
export const MADE = ['api', 'library', 'project', 'public', 'source'] as const;

/** All documents, by their paths from the root of the repository: those in docs/, and the others. */
export const documents = (): string[] => [
  ...readdirSync(inRepository('docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !/^\./.test(path) && !isMade(path))
    .map((path) => `docs/${path}`)
    .sort(),
  ...Object.keys(DOCUMENTS),
];

/** The first heading of a document. */
export const titleOf = (document: string): string =>
  /^# (.*)$/m.exec(readFileSync(inRepository(document), 'utf8'))?.[1] ?? document;

/** The files and folders of the repository that a document links. */
export function linksIn(document: string): string[] {
  const links = [...readFileSync(inRepository(document), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)];
  return links.flatMap(([, link = '']) => targetOf(document, link)?.path ?? []);
}

/**
 * The page of a file or folder.
 *
 * @param path from the root of the repository, without a slash at its end
 * @returns the path of the page from the root of the site, such as `/library/cr-08-all-refuse.md`
 * @throws Error if there is no such file
 */
export function pageFor(path: string): string {
  if (Object.hasOwn(DOCUMENTS, path)) return `/${DOCUMENTS[path]}`;
  if (path === LIBRARY) return '/library/';
  if ([LIBRARY, CASES].includes(posix.dirname(path))) return `/library/${posix.basename(path)}`;
  if (!existsSync(inRepository(path)))
    throw new Error(`Expected a file of this repository, but ${path} came.`);
  if (path === 'docs/decisions') return '/project/decisions.md';
  if (path.startsWith('docs/')) return `/${path.slice('docs/'.length).replace(/(^|\/)index\.md$/, '$1')}`;
  const isFolder = statSync(inRepository(path)).isDirectory();
  // VitePress takes the name of a page for one without .html.
  return isFolder ? `/source/${path}/` : `/source/${path.replace(/\.html$/, '-html')}.md`;
}

/** The document that a page shows, by its path from the root of the repository; undefined if the page was made. */
export function documentOn(page: string): string | undefined {
  const shown = Object.entries(DOCUMENTS).find(([, its]) => its === page)?.[0];
  if (shown !== undefined) return shown;
  return isMade(page) ? undefined : `docs/${page}`;
}

/**
 * The target of a document's link on the site.
 *
 * @param document the path of the document from the root of the repository
 * @param link as it is written there
 * @returns the link as the page has it; links to other sites and within the page stay as they are
 */
export function linkFrom(document: string, link: string): string {
  const target = targetOf(document, link);
  return target === undefined ? link : pageFor(target.path) + target.hash;
}

// --- internal ---

const isMade = (page: string): boolean => MADE.some((folder) => page.startsWith(`${folder}/`));

/** Target of a relative link; undefined for a link to another site or within the page. */
function targetOf(
  document: string,
  link: string,
): { readonly path: string; readonly hash: string } | undefined {
  if (/^([a-z]+:|#|\/)/.test(link)) return undefined;
  const [target = '', hash] = link.split('#');
  const path = posix.normalize(posix.join(posix.dirname(document), target)).replace(/\/$/, '');
  return { path, hash: hash === undefined ? '' : `#${hash}` };
}
