import { runEntry } from './setup/entry.mjs';

await runEntry('npm run clients', () => import('./clients/main.mjs'));
