import { runEntry } from './setup/entry.mjs';

void runEntry('npm start', () => import('./tasks/start.mjs'));
