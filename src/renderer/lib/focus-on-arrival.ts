/**
 * As the `ref` of a heading: gives it the focus when it appears, so that a screen reader begins with the answer
 * and the next Tab leads into the screen.
 */
export const focusOnArrival = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });
