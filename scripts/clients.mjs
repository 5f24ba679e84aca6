import { runEntry } from './setup/entry.mjs';

void runEntry('npm run clients', () => import('./clients/main.mjs'));
