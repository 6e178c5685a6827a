/** Configuration of the site: navigation, look and search. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfigWithTheme } from 'vitepress';
import { descriptionOf } from './description.ts';
import { markdown } from './markdown.ts';
import { notFound } from './pages/not-found.ts';
import { documentOn, inRepository } from './places.ts';
import { withSearch } from './search.ts';
import { type Served, settings, withBase } from './settings.ts';
import { sidebar } from './sidebar.ts';
import { withoutScripts } from './theme/without-scripts.ts';

const { version, repository } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));

export default async () =>
  defineConfigWithTheme<DefaultTheme.Config & Served>({
    lang: 'en-GB',
    title: 'Dealerchart',
    description: 'The executable specification of the WAMP dealer: shared registrations and call re-routing.',
    // The theme's prefetching cannot read links in pictures.
    router: { prefetchLinks: false },
    head: [['link', { rel: 'icon', type: 'image/svg+xml', href: withBase('/logo.svg') }]],
    transformPageData: ({ relativePath, frontmatter, title }, { siteConfig }) => {
      const description = frontmatter.description ?? descriptionOf(join(siteConfig.srcDir, relativePath));
      const wide = isWide(relativePath) ? { aside: false, pageClass: 'wide' } : {};
      const editLink = isWritten(relativePath);
      return {
        description,
        frontmatter: { editLink, ...frontmatter, ...wide, head: shared(title, description) },
      };
    },
    markdown: await markdown(),
    buildEnd: ({ srcDir, outDir }) => {
      writeFileSync(join(outDir, '404.html'), notFound());
      // The pictures as files, which documents link.
      cpSync(join(srcDir, 'diagrams'), join(outDir, 'diagrams'), { recursive: true });
    },
    vite: {
      css: { postcss: { plugins: [withoutScripts] } },
      build: { chunkSizeWarningLimit: 2_000 }, // docs/mutants.md is long.
    },
    themeConfig: {
      logo: { src: '/logo.svg', alt: '' },
      version,
      versions: settings().versions,
      search: {
        provider: 'local',
        options: withSearch({
          // The accessible name of the button should contain the key, too.
          translations: { button: { buttonText: 'Search', buttonAriaLabel: 'Search (K)' } },
          _render: wordsOf,
        }),
      },
      outline: [2, 3],
      nav: [
        { text: 'Play', link: '/play.md' },
        { text: 'Guides', link: '/consult.md' },
        { text: 'Rules', link: '/rules.md' },
        { text: 'Readings', link: '/readings.md' },
        { text: 'Charts', link: '/charts/' },
        { text: 'Scenarios', link: '/library/' },
        { text: 'Other routers', link: '/routers.md' },
        { text: 'API', link: '/api/' },
      ],
      sidebar: sidebar(),
      ...(repository === undefined ? {} : linksTo(repository.url ?? repository)),
    },
  });

// --- internal ---

/** Pages of wide tables and pictures. */
const WIDE = ['routers.md', 'coverage.md', 'diagrams.md', 'library/index.md', 'conformance/index.md'];
const isWide = (page: string): boolean => WIDE.includes(page) || page.startsWith('charts/');

/** True for a document of docs/ that is written by hand. */
function isWritten(page: string): boolean {
  const document = documentOn(page);
  if (!document?.startsWith('docs/')) return false;
  return !readFileSync(inRepository(document), 'utf8').startsWith('<!-- Made by');
}

/** Title and description for pages that link this one. */
const shared = (title: string, description: string): [string, Record<string, string>][] =>
  Object.entries({
    'og:site_name': 'Dealerchart',
    'og:type': 'article',
    'og:title': title,
    'og:description': description,
  })
    .filter(([, content]) => content !== '')
    .map(([property, content]) => ['meta', { property, content }]);

/** Links to the sources, once package.json says where they are. */
function linksTo(url: string): Pick<DefaultTheme.Config, 'socialLinks' | 'editLink'> {
  const home = url.replace(/^git\+/, '').replace(/\.git$/, '');
  return {
    socialLinks: [{ icon: 'git', link: home, ariaLabel: 'Repository' }],
    editLink: { pattern: `${home}/edit/main/docs/:path`, text: 'Edit this page' },
  };
}

type Renderer = Parameters<NonNullable<DefaultTheme.LocalSearchOptions['_render']>>[2];

/** Searchable text of a page: without colours and pictures, and empty for sources. */
function wordsOf(text: string, env: { relativePath?: string }, renderer: Renderer): string {
  // The thousands of mutants would hide the pages about the mutated code.
  if (env.relativePath === 'mutants.md') return '';
  if (/^---\n[\s\S]*?^search: false$/m.test(text)) return '';
  // Of scenarios the story, the script and the log: their steps repeat the rules, on thousands of headings.
  const [told = text] = env.relativePath?.startsWith('library/') ? text.split(/^## Participants$/m) : [text];
  renderer.options.highlight = null;
  return renderer.render(told, env).replace(/<figure[\s\S]*?<\/figure>/g, '');
}
