import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const makeOne = async (folder: string, mode: number): Promise<void> => {
  await mkdir(folder, { mode }).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw cause;
  });
};

/**
 * Makes a folder and what is missing above it; what is there already stays as it is. Node's own recursive way never
 * ends where a folder that is there says that it is not, as those of the system's own file systems do.
 */
export const makeFolder = async (folder: string, mode = 0o777): Promise<void> => {
  try {
    await makeOne(folder, mode);
  } catch (cause) {
    const above = dirname(folder);
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw cause;
    await makeFolder(above, mode);
    await makeOne(folder, mode);
  }
};
