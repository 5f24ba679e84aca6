import { runEntry } from './setup/entry.mjs';

void runEntry('bash .ci/run', () => import('./tasks/ci.mjs'));
