/** The version of this package. */
import { readFileSync } from 'node:fs';

const manifest = readFileSync(findManifest(), 'utf8');

export const VERSION: string = JSON.parse(manifest).version;

// --- internal ---

/** The package's own `package.json`, from the sources as well as from the build. */
function findManifest(): URL {
  return new URL(
    import.meta.url.includes('/dist/') ? '../../../package.json' : '../../package.json',
    import.meta.url,
  );
}
