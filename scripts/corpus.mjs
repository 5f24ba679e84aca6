import { runEntry } from './setup/entry.mjs';

void runEntry('node scripts/corpus.mjs', () => import('./tasks/corpus.mjs'));
