import { runEntry } from './setup/entry.mjs';

await runEntry('npm test', () => import('./tasks/test.mjs'));
