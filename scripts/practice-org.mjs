import { runEntry } from './setup/entry.mjs';

void runEntry('npm run practice-org', () => import('./tasks/practice-org.mjs'));
