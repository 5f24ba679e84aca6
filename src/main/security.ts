import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { app, protocol, session, type Session, type WebContents } from 'electron';

export const scheme = 'bulkhead';
export const origin = `${scheme}://app`;
export const startPage = `${origin}/index.html`;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Everything a window may load comes from the program's own files; styles made at run time carry the nonce. */
const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Must run before the app is ready. */
export const registerScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
};

/** Serves the built renderer over the app's own scheme, each page with a policy and a nonce of its own. */
export const serveRenderer = (folder: string): void => {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const path = normalize(join(folder, decodeURIComponent(url.pathname)));
    const type = types[extname(path)];
    if (
      request.method !== 'GET' ||
      url.host !== 'app' ||
      !path.startsWith(folder + sep) ||
      type === undefined
    ) {
      return new Response('Not found', { status: 404 });
    }
    const content = await readFile(path).catch(() => null);
    if (content === null) return new Response('Not found', { status: 404 });
    const headers: Record<string, string> = { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' };
    if (extname(path) !== '.html') return new Response(new Uint8Array(content), { headers });
    const nonce = randomBytes(16).toString('base64');
    const page = content.toString('utf8').replaceAll('__CSP_NONCE__', nonce);
    return new Response(page, { headers: { ...headers, 'Content-Security-Policy': contentPolicy(nonce) } });
  });
};

/** Whether a URL is a page of this program. */
export const isOwnPage = (url: string): boolean => {
  try {
    const parsed = new URL(url);
    return parsed.protocol === `${scheme}:` && parsed.host === 'app';
  } catch {
    return false;
  }
};

const closeDoors = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};

/** Chromium fetches a dictionary from Google for every new session, unless it is told at once not to. */
export const stopDictionaries = (opened: Session): void => opened.setSpellCheckerLanguages([]);

const copying = 'clipboard-sanitized-write';

/** No navigation, no new windows, no permission but to copy, no requests to anywhere but the program's own files. */
export const lockDown = (): void => {
  stopDictionaries(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => closeDoors(contents));
  // Copy buttons write plain text to the clipboard: Chromium asks both handlers.
  session.defaultSession.setPermissionRequestHandler((_contents, permission, done) =>
    done(permission === copying),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === copying);
  session.defaultSession.webRequest.onBeforeRequest((details, done) => {
    const allowed =
      isOwnPage(details.url) || details.url.startsWith('data:') || details.url.startsWith('devtools:');
    done({ cancel: !allowed });
  });
};
