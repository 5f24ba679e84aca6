import { runEntry } from './setup/entry.mjs';

await runEntry('npm start', () => import('./tasks/start.mjs'));
