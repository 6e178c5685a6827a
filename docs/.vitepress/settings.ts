/**
 * Settings of a build. main.ts reads them from the command line; config.ts, which VitePress loads in its own way, from
 * the environment.
 */
import process from 'node:process';

export interface Settings {
  /** Path under which the site is served: begins and ends with a slash. */
  readonly base: string;
  /** Address of the list of versions, such as `/versions.json`; undefined if only this version is served. */
  readonly versions: string | undefined;
}

/** What the theme knows of the versions. */
export interface Served {
  /** Version of this site. */
  readonly version: string;
  /** Address of the list of all versions; undefined if this is the only one. */
  readonly versions: string | undefined;
}

/** Settings of the site that is being built. */
export function settings(): Settings {
  const { base = '/', versions }: Partial<Settings> = JSON.parse(process.env.DEALERCHART_SITE ?? '{}');
  return { base, versions };
}

/**
 * Makes settings available to config.ts.
 *
 * @throws Error if the base is not a path between slashes, or the list is not a path
 */
export function pass(settings: Settings): void {
  process.env.DEALERCHART_SITE = JSON.stringify(check(settings));
}

/** A page of the site by its path from the root: `/rules.html` is `/dealerchart/rules.html` under that base. */
export const withBase = (path: string): string => settings().base + path.replace(/^\//, '');

// --- internal ---

function check(settings: Settings): Settings {
  const { base, versions } = settings;
  if (!/^\/([\w.-]+\/)*$/.test(base))
    throw new Error(
      `Expected a path such as /dealerchart/ after --base, but ${base} came; begin and end it with a slash.`,
    );
  if (versions !== undefined && !/^\/([\w.-]+\/)*[\w.-]+\.json$/.test(versions))
    throw new Error(
      `Expected the path of a list such as /versions.json after --versions, but ${versions} came; begin it with a slash.`,
    );
  return settings;
}
