import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/**
 * Imports one of the scripts' modules, which are plain JavaScript, under the type the test expects of it.
 *
 * @param path From the `scripts` folder, e.g. `setup/zip.mjs`.
 */
export async function loadScript<Module>(path: string): Promise<Module> {
  const url = pathToFileURL(join(ROOT, 'scripts', path)).href;
  return (await import(/* @vite-ignore */ url)) as Module;
}
