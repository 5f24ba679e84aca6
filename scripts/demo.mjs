import { runEntry } from './setup/entry.mjs';

await runEntry('npm run demo', () => import('./tasks/demo.mjs'));
