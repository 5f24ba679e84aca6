import { runEntry } from './setup/entry.mjs';

await runEntry('bash .ci/run', () => import('./tasks/ci.mjs'));
