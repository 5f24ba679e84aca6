import { runEntry } from './setup/entry.mjs';

void runEntry('npm run setup', () => import('./setup/main.mjs'));
