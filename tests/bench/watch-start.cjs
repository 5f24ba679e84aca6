// Loaded into the app's main process before the app (electron -r). Says in BULKHEAD_WATCH_START, a line of JSON
// each, at which moments (epoch milliseconds) the app's first statement was reached, its window shown, its first
// screen usable, and a real click answered. It looks from outside: the app knows nothing of it.
const { app, BrowserWindow } = require('electron');
const { appendFileSync } = require('node:fs');

const file = process.env.BULKHEAD_WATCH_START;
const mark = (name) => appendFileSync(file, `${JSON.stringify({ name, at: Date.now() })}\n`);

// Runs in the page. The screen is usable once a button of its main part stands where a click would hit it; two
// frames later what stands there has been painted. "Starting …" has no button, so it does not count.
const waitForScreen = `new Promise((resolve) => {
  const look = () => {
    const button = [...document.querySelectorAll('main button:not(:disabled)')].find((candidate) => {
      const { left, top, width, height } = candidate.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return width > 0 && hit !== null && candidate.contains(hit);
    });
    if (button === undefined || document.visibilityState !== 'visible') return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  };
  look();
})`;

// The last link of the rail is Settings; a click that works makes it the current page.
const waitForAnswer = `new Promise((resolve) => {
  const look = () => {
    const link = document.querySelector('nav button:last-of-type');
    if (link?.getAttribute('aria-current') !== 'page') return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  };
  look();
})`;
const findLink = `(() => {
  const { left, top, width, height } = document.querySelector('nav button:last-of-type').getBoundingClientRect();
  return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
})()`;

const untilShown = (window) =>
  window.isVisible() ? Promise.resolve() : new Promise((resolve) => window.once('show', resolve));

const watch = async (contents) => {
  const window = BrowserWindow.fromWebContents(contents);
  const shown = untilShown(window).then(() => mark('shown'));
  await contents.executeJavaScript(waitForScreen);
  await shown;
  mark('usable');
  const place = { ...(await contents.executeJavaScript(findLink)), button: 'left', clickCount: 1 };
  contents.sendInputEvent({ ...place, type: 'mouseDown' });
  contents.sendInputEvent({ ...place, type: 'mouseUp' });
  await contents.executeJavaScript(waitForAnswer);
  mark('answered');
};

mark('first statement');
app.on('web-contents-created', (_created, contents) => {
  contents.once('dom-ready', () => {
    mark('page parsed');
    watch(contents).catch((error) => mark(`failed: ${error}`));
  });
});
