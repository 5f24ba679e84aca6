import { useEffect, useRef } from 'react';

/** Every shortcut of the window in one table. `mod` is Ctrl, on a Mac Cmd. */
export const hotkeys = {
  goOn: ['mod+Enter'],
  undo: ['mod+z'],
  redo: ['mod+shift+z', 'mod+y'],
} as const satisfies Record<string, readonly string[]>;
export type HotkeyName = keyof typeof hotkeys;

export const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

const matches = (combination: string, event: KeyboardEvent): boolean => {
  const parts = combination.split('+');
  const key = parts.at(-1) ?? '';
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('mod') &&
    event.shiftKey === parts.includes('shift') &&
    !event.altKey
  );
};

/** How the first combination of a shortcut is written on this system: Ctrl ↵, ⌘ Z. */
export const hotkeyHint = (name: HotkeyName): string =>
  hotkeys[name][0]
    .split('+')
    .map((part) =>
      part === 'mod'
        ? isMac
          ? '⌘'
          : 'Ctrl'
        : part === 'Enter'
          ? '↵'
          : part === 'shift'
            ? '⇧'
            : part.toUpperCase(),
    )
    .join(' ');

/** The shortcut in the form `aria-keyshortcuts` asks for. */
export const hotkeyForReaders = (name: HotkeyName): string =>
  hotkeys[name]
    .map((keys) => keys.replace('mod', isMac ? 'Meta' : 'Control').replace('shift', 'Shift'))
    .join(' ');

/** Runs `act` on the shortcut, except while a dialog is open or something nearer has used the key. */
export const useHotkey = (name: HotkeyName, act: () => void, enabled = true): void => {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      if (!hotkeys[name].some((combination) => matches(combination, event))) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [name, enabled]);
};
