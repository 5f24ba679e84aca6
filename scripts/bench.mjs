import { runEntry } from './setup/entry.mjs';

await runEntry('npm run bench', () => import('./tasks/bench.mjs'));
