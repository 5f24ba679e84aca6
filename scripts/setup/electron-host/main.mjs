import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// Like Electron's own default app: -r loads a module first, other flags are Chromium's, the rest names the app.
const preloads = [];
let given;
for (let index = 1; index < process.argv.length && given === undefined; index += 1) {
  const argument = process.argv[index];
  if (argument === '-r' || argument === '--require') preloads.push(process.argv[(index += 1)]);
  else if (!argument.startsWith('-')) given = argument;
}
if (given === undefined) {
  console.error('Say which app to start: electron FOLDER');
  process.exit(1);
}

try {
  const folder = resolve(given);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const name = manifest.productName ?? manifest.name;
  app.setAppPath(folder);
  app.setName(name);
  app.setVersion(manifest.version);
  app.setPath('userData', join(app.getPath('appData'), name));
  Object.assign(process, { defaultApp: true });
  const require = createRequire(join(process.cwd(), 'here'));
  for (const preload of preloads) require(preload);
  // Awaited at the top level: Electron holds back "ready" until then, and custom schemes must come before it.
  await import(pathToFileURL(join(folder, manifest.main)).href);
} catch (error) {
  // Electron would open a dialog and wait for a click that never comes on a machine without a person.
  console.error(error);
  process.exit(1);
}
