import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      target: 'node20',
      // Small packages of many files start faster as part of the bundle.
      externalizeDeps: { exclude: ['zod', 'papaparse'] },
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          // The command line runs in Electron as plain Node, beside the window or without it.
          cli: at('src/cli/main.ts'),
          // The practice org runs in a process of its own: the judge shares nothing with the judged.
          'practice-org': at('src/practice-org/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: { input: at('src/renderer/index.html') },
    },
  },
});
