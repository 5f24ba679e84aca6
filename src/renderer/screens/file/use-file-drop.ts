import { useEffect, useRef, useState } from 'react';
import { pathOfFile } from '../../lib/api';
import { t } from '../../lib/text';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** The path of the one dropped file, or the sentence that says why there is none. */
const readDrop = (transfer: DataTransfer): { path: string } | { refusal: string } => {
  const [file, ...others] = transfer.files;
  if (file === undefined || others.length > 0) return { refusal: t('file.drop.several') };
  if (transfer.items[0]?.webkitGetAsEntry()?.isDirectory === true) {
    return { refusal: t('file.drop.folder', { name: file.name }) };
  }
  const path = pathOfFile(file);
  return path === '' ? { refusal: t('file.drop.pathless', { name: file.name }) } : { path };
};

/** Whether a file hovers, and why the last one dropped could not be taken. */
export type FileDrop = { isOver: boolean; refusal: string | null; clearRefusal: () => void };

/**
 * Takes files dropped anywhere on the window while `enabled`. Whether a file can be read is for its bytes to
 * say, not for its name, so every single file is passed on.
 */
export const useFileDrop = (enabled: boolean, onPath: (path: string) => void): FileDrop => {
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = useRef(onPath);
  useEffect(() => {
    take.current = onPath;
  });

  useEffect(() => {
    if (!enabled) return;
    // Entering a child fires before leaving its parent: only the count tells whether the file is still here.
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setOver(false);
      if (event.dataTransfer === null || !carriesFiles(event)) return;
      event.preventDefault();
      const dropped = readDrop(event.dataTransfer);
      if ('refusal' in dropped) {
        setRefusal(dropped.refusal);
        return;
      }
      setRefusal(null);
      take.current(dropped.path);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      setOver(false);
    };
  }, [enabled]);

  return { isOver, refusal, clearRefusal: () => setRefusal(null) };
};
