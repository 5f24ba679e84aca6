import { runEntry } from './setup/entry.mjs';

void runEntry('npm run check', () => import('./tasks/check.mjs'));
