import { runEntry } from './setup/entry.mjs';

await runEntry('npm run check', () => import('./tasks/check.mjs'));
