import { readFile, rm } from 'node:fs/promises';
import type { ElectronApplication, Page } from 'playwright';

/** One input, from the moment it was sent to the window until the frame that answers it was painted, milliseconds. */
export type Answered = { what: string; milliseconds: number };

type Watched = Window & { painted?: number | null };

/**
 * Marks the paint that follows each key or click. Chromium's own event timing begins when the event reaches the page:
 * what it waits for in a busy main process, through which all input goes, would not be seen.
 */
export const watchPaints = async (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched = window as Watched;
    const mark = (): void => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        // A message of its own comes when the frame is done.
        channel.port1.addEventListener('message', () => {
          watched.painted ??= performance.timeOrigin + performance.now();
        });
        channel.port1.start();
        channel.port2.postMessage(null);
      });
    };
    for (const type of ['keydown', 'click']) addEventListener(type, mark, { capture: true });
  });

/** Sends an input and waits for its paint. */
export const timeInput = async (page: Page, what: string, send: () => Promise<void>): Promise<Answered> => {
  await page.evaluate(() => {
    (window as Watched).painted = null;
  });
  const sent = performance.timeOrigin + performance.now();
  await send();
  const painted = await page.waitForFunction(() => (window as Watched).painted, undefined, { polling: 1 });
  return { what, milliseconds: Number(await painted.jsonValue()) - sent };
};

type TraceEvent = {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
};

/** The longest task of the thread through which all input goes, in the main process and in the window: its own CPU, ms. */
export type LongestTasks = { main: number; window: number };

const threads = { main: 'CrBrowserMain', window: 'CrRendererMain' } as const;

/**
 * Watches what an input may have to wait for: one task of the main process and one of the window. They are measured by
 * the CPU they take, which says the same on a machine that others use too.
 */
export const watchTasks = async (
  app: ElectronApplication,
): Promise<{ read: () => Promise<LongestTasks> }> => {
  await app.evaluate(async ({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel'] }),
  );
  return {
    read: async () => {
      const path = await app.evaluate(async ({ contentTracing }) => contentTracing.stopRecording());
      const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] };
      await rm(path, { force: true });
      const longestOf = (name: string): number => {
        const isOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
        const own = new Set(traceEvents.filter((one) => one.ph === 'M' && one.args?.name === name).map(isOf));
        return traceEvents
          .filter((one) => one.ph === 'X' && own.has(isOf(one)))
          .reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
      };
      return { main: longestOf(threads.main), window: longestOf(threads.window) };
    },
  };
};
