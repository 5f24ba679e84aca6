import { readFile, rm } from 'node:fs/promises';
import type { ElectronApplication, Locator, Page } from 'playwright';

/**
 * One input, from the moment it was sent to the window until the first frame that answers it was painted, and until the
 * frame with all it leads to, milliseconds.
 */
export type Answered = { what: string; milliseconds: number; whole: number };

type Watched = Window & { painted?: number | null; whole?: number | null; awaited?: string | null };

/**
 * Marks the paint that follows each key or click, and the first one with what the input leads to. Chromium's own event
 * timing begins when the event reaches the page: what it waits for in a busy main process, through which all input
 * goes, would not be seen.
 */
export const watchPaints = async (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched = window as Watched;
    const mark = (): void => {
      requestAnimationFrame(() => {
        const isWhole = watched.awaited == null || document.querySelector(watched.awaited) !== null;
        const channel = new MessageChannel();
        // A message of its own comes when the frame is done.
        channel.port1.addEventListener('message', () => {
          const now = performance.timeOrigin + performance.now();
          watched.painted ??= now;
          if (isWhole) watched.whole ??= now;
          else mark();
        });
        channel.port1.start();
        channel.port2.postMessage(null);
      });
    };
    for (const type of ['keydown', 'click']) addEventListener(type, mark, { capture: true });
  });

/** Sends an input and waits for its paint, and for something on the screen it leads to (a selector; null for nothing). */
export const timeInput = async (
  page: Page,
  what: string,
  send: () => Promise<void>,
  leadsTo: string | null = null,
): Promise<Answered> => {
  await page.evaluate((awaited) => {
    Object.assign(window as Watched, { painted: null, whole: null, awaited });
  }, leadsTo);
  const sent = performance.timeOrigin + performance.now();
  await send();
  const seen = await page.waitForFunction(
    () => {
      const { painted, whole } = window as Watched;
      return whole != null && { painted: painted ?? whole, whole };
    },
    undefined,
    { polling: 1 },
  );
  const { painted, whole } = (await seen.jsonValue()) as { painted: number; whole: number };
  return { what, milliseconds: painted - sent, whole: whole - sent };
};

/**
 * Presses a mouse button over a place and waits for its paint. Where the place is, is asked before the time begins:
 * Playwright's own click looks the whole page through and waits for two frames first, which no hand does.
 */
export const timeClick = async (
  page: Page,
  what: string,
  place: Locator,
  leadsTo: string,
): Promise<Answered> => {
  const box = await place.boundingBox();
  if (box === null) throw new Error(`There is nothing to click for ${what}.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const press = async (): Promise<void> => {
    await page.mouse.down();
    await page.mouse.up();
  };
  return timeInput(page, what, press, leadsTo);
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
