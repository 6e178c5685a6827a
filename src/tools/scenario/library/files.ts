/** Paths of the files of this package other than code. */

/**
 * Path of a file or a folder of the package, when run from the sources or from the build.
 *
 * @param path from the root of the package
 */
export const packageFile = (path: string): URL =>
  new URL(
    `${import.meta.url.includes('/dist/') ? '../../../../../' : '../../../../'}${path}`,
    import.meta.url,
  );
