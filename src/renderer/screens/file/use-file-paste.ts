import { useEffect, useRef } from 'react';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;

/**
 * Takes text pasted anywhere on the window while `enabled`, except into something one types in and over an open
 * dialog. Text without anything in it is passed on too: that there is nothing is said in words.
 */
export const useFilePaste = (enabled: boolean, onText: (text: string) => void): void => {
  const take = useRef(onText);
  useEffect(() => {
    take.current = onText;
  });
  useEffect(() => {
    if (!enabled) return;
    const paste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || takesText(event.target)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      event.preventDefault();
      take.current(event.clipboardData?.getData('text/plain') ?? '');
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [enabled]);
};
