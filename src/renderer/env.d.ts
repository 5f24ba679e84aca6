import type { Bridge } from '../shared/contract';

declare global {
  interface Window {
    /** Put there by the preload script before any code of the page runs. */
    readonly bulkhead: Bridge;
  }
}
