import { setNonce } from 'get-nonce';

/** The nonce the main process wrote into this load of the page; empty where it serves none (development). */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// Parts of the kit and the grid put their styles in by themselves and ask `get-nonce` for permission.
if (styleNonce !== '') setNonce(styleNonce);
