/** Size of the default entry in an application: bundled, minified and gzipped. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const REACH = 14;

export async function size(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/dealer/index.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error('Expected a bundle, but esbuild made none.');
  const zipped = gzipSync(bundle.contents, { level: 9 }).length / 1_000;
  const minified = bundle.contents.length / 1_000;
  console.log(
    `engine and dealer: ${minified.toFixed(1)} kB minified, ${zipped.toFixed(1)} kB gzipped; ` +
      `at most ${REACH} kB: ${zipped <= REACH ? 'reached' : 'missed'}`,
  );
}
