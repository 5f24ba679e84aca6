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

/** The longest time for which the main process could do nothing else, milliseconds, from the call until `read`. */
export const watchMainProcess = async (
  app: ElectronApplication,
): Promise<{ read: () => Promise<number> }> => {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule?.('node:perf_hooks') ?? {};
    if (monitorEventLoopDelay === undefined) throw new Error('This Electron can’t say how busy it is.');
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    (globalThis as unknown as { delays: typeof delays }).delays = delays;
  });
  return {
    read: async () =>
      app.evaluate(() => {
        const { delays } = globalThis as unknown as { delays: { max: number; reset: () => void } };
        const longest = delays.max / 1e6;
        delays.reset();
        return longest;
      }),
  };
};
