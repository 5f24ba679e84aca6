import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { bundleTypescript } from './run-typescript.mjs';

/**
 * Writes the files of tests/corpus and their expected readings anew. Files other programs wrote stay as they are.
 *
 * @returns {Promise<number>} Its exit code.
 */
export async function main() {
  const entry = join(ROOT, 'tests/corpus/make/main.ts');
  const bundle = await bundleTypescript(entry, join(ROOT, 'node_modules', '.cache', 'corpus'));
  const env = { ...process.env, BULKHEAD_ROOT: ROOT };
  return (await run(process.execPath, [bundle], { cwd: ROOT, env, stream: true })).code;
}
