import { runEntry } from './setup/entry.mjs';

await runEntry('node scripts/corpus.mjs', () => import('./tasks/corpus.mjs'));
