import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { corpusCases } from './cases';
import { writeExpected } from './write-expected';

const root = join(process.env['BULKHEAD_ROOT'] ?? process.cwd(), 'tests/corpus');
await mkdir(join(root, 'files'), { recursive: true });
await mkdir(join(root, 'expected'), { recursive: true });
for (const one of corpusCases) {
  if (one.write !== undefined && one.passing !== true)
    await writeFile(join(root, 'files', one.name), one.write());
  if (one.passing !== true) await writeFile(join(root, 'expected', `${one.name}.json`), writeExpected(one));
}
console.log(`${corpusCases.length} files with their expected readings`);
