import { runEntry } from './setup/entry.mjs';

void runEntry('npm run bench', () => import('./tasks/bench.mjs'));
