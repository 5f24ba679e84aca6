import { runEntry } from './setup/entry.mjs';

await runEntry('npm run practice-org', () => import('./tasks/practice-org.mjs'));
