import { createHash } from 'node:crypto';
import { text, type MessageKey } from '../../shared/messages/format';
import type { AppError } from '../../shared/errors/app-error';

/** How a sign-in ended, as the browser's last page tells it. */
export type EndOfSignIn =
  | { kind: 'signed-in'; org: string }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: AppError };

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (words: string): string => words.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const style = `
:root{color-scheme:light dark;--canvas:#f3f6f6;--surface:#fff;--line:#dbe3e4;--ink:#12201f;--soft:#42534f;--accent:#0d5966}
@media(prefers-color-scheme:dark){:root{--canvas:#0d1416;--surface:#141d20;--line:#26343a;--ink:#e6edee;--soft:#b4c2c5;--accent:#73b5be}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--canvas);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:480px;padding:32px;background:var(--surface);border:1px solid var(--line);border-radius:10px}
h1{margin:16px 0 8px;font-size:24px;line-height:30px;letter-spacing:-.017em}
p{margin:0;color:var(--soft)}p+p{margin-top:8px}
svg{display:block}rect{fill:var(--accent)}.in{fill:var(--surface)}`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The pages carry no script, load nothing, are kept by no cache and give their address, with its code, to nobody. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const mark =
  '<svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9"/><rect class="in" x="6.5" y="11" width="9" height="10" rx="2"/><rect class="in" x="17" y="7" width="2.4" height="18" rx="1.2"/><rect class="in" x="21" y="11" width="4.6" height="10" rx="2" opacity=".55"/></svg>';

const write = (title: string, paragraphs: readonly string[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(text('shell.title', { screen: title }))}</title><style>${style}</style></head><body><main>${mark}<h1>${escapeHtml(title)}</h1>${paragraphs.map((words) => `<p>${escapeHtml(words)}</p>`).join('')}</main></body></html>`;

/** The last page of a sign-in: what happened and that the way goes on in the app. */
export const writeEndPage = (end: EndOfSignIn): string => {
  switch (end.kind) {
    case 'signed-in':
      return write(text('signIn.page.done', { org: end.org }), [text('signIn.page.done.next')]);
    case 'cancelled':
      return write(text('signIn.page.cancelled'), [text('signIn.page.next')]);
    case 'failed': {
      const { code, params } = end.error;
      const words = (part: 'title' | 'why'): string =>
        text(`error.${code}.${part}` satisfies MessageKey, params);
      return write(words('title'), [words('why'), text('signIn.page.next')]);
    }
  }
};

/** What a page gets that brings the answer of some other sign-in. */
export const writeStrangerPage = (): string =>
  write(text('signIn.page.stranger'), [text('signIn.page.stranger.why')]);
