import { runEntry } from './setup/entry.mjs';

void runEntry('npm run demo', () => import('./tasks/demo.mjs'));
