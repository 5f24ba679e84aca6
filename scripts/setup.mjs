import { runEntry } from './setup/entry.mjs';

await runEntry('npm run setup', () => import('./setup/main.mjs'));
