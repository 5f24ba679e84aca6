import { runEntry } from './setup/entry.mjs';

void runEntry('npm test', () => import('./tasks/test.mjs'));
