/** Where the files of this package are that are not code. */

/**
 * A file or a folder of the package, from the sources as well as from the build.
 *
 * @param path from the root of the package
 */
export const packageFile = (path: string): URL =>
  new URL(
    `${import.meta.url.includes('/dist/') ? '../../../../../' : '../../../../'}${path}`,
    import.meta.url,
  );
