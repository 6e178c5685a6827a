/** Pages of sources: one for each file that documents link, and one for each folder, with its contents. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { documents, inRepository, linksIn, pageFor } from '../places.ts';
import { fence, front, type Page } from './page.ts';

export function sourcePages(): Page[] {
  const linked = documents().flatMap((document) => linksIn(document).filter(isSource));
  const roots = [...new Set(['machines', ...linked])].sort();
  const folders = roots.filter((path) => statSync(inRepository(path)).isDirectory()).flatMap(foldersIn);
  const files = [
    ...folders.flatMap((folder) => entriesOf(folder).files),
    ...roots.filter((path) => !folders.includes(path)),
  ];
  return [
    ...folders.map((path) => ({ path: `source/${path}/index.md`, text: head(path, folders) + listOf(path) })),
    ...[...new Set(files)].map((path) => ({
      path: pageFor(path).slice(1),
      text: head(path, folders) + codeOf(path),
    })),
  ];
}

// --- internal ---

const SETTINGS = { search: false, outline: false, prev: false, next: false, pageClass: 'source' };

const LANGUAGES: Readonly<Record<string, string>> = { mjs: 'js', json: 'txt' };

const isSource = (path: string): boolean => pageFor(path).startsWith('/source/');

function entriesOf(folder: string): { readonly folders: string[]; readonly files: string[] } {
  const entries = readdirSync(inRepository(folder), { withFileTypes: true })
    .filter(({ name }) => !/\.(test(-helper)?\.ts|md)$/.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const paths = (wanted: (entry: (typeof entries)[number]) => boolean): string[] =>
    entries.filter(wanted).map(({ name }) => `${folder}/${name}`);
  return { folders: paths((entry) => entry.isDirectory()), files: paths((entry) => entry.isFile()) };
}

const foldersIn = (path: string): string[] => [path, ...entriesOf(path).folders.flatMap(foldersIn)];

/** The heading, and links to the folders above that have pages. */
function head(path: string, folders: readonly string[]): string {
  const names = posix.dirname(path).split('/');
  const way = names.map((name, index) => {
    const there = names.slice(0, index + 1).join('/');
    return folders.includes(there) ? `[${name}](${pageFor(there)})` : name;
  });
  return `${front({ title: path, ...SETTINGS })}\n# ${path}\n\n${way[0] === '.' ? '' : `In ${way.join(' / ')}.\n\n`}`;
}

function listOf(path: string): string {
  const { folders, files } = entriesOf(path);
  const rows = [
    ...folders.map((each) => `| ${link(each)}/ | |`),
    ...files.map((each) => `| ${link(each)} | ${purposeOf(each)} |`),
  ];
  return ['| file | what it is for |', '| --- | --- |', ...rows, ''].join('\n');
}

const codeOf = (path: string): string => {
  const extension = path.split('.').at(-1) as string;
  return fence(LANGUAGES[extension] ?? extension, readFileSync(inRepository(path), 'utf8'));
};

const link = (path: string): string => `[${path.split('/').at(-1)}](${pageFor(path)})`;

/** The first paragraph of a file's first comment. */
function purposeOf(path: string): string {
  const text = readFileSync(inRepository(path), 'utf8');
  const [, comment = ''] = /^(?:#!.*\n)?\/\*\*([\s\S]*?)\*\//.exec(text) ?? [];
  const [first = ''] = comment.replace(/^\s*\*/gm, '').split(/\n\s*\n/);
  return first.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
