// Loaded into the app's main process before the app (electron -r), because what goes wrong in the first moments is
// over before Playwright listens. Each problem becomes a line of JSON in BULKHEAD_PROBLEMS.
const { app } = require('electron');
const { appendFileSync } = require('node:fs');
const { format } = require('node:util');

const file = process.env.BULKHEAD_PROBLEMS;

/** @param {string} problem */
function record(problem) {
  appendFileSync(file, `${JSON.stringify(problem)}\n`);
}

const showError = console.error;
console.error = (...values) => {
  record(`main: ${format(...values)}`);
  showError(...values);
};
process.on('uncaughtExceptionMonitor', (error) => record(`main, uncaught: ${format(error)}`));
process.on('unhandledRejection', (reason) => {
  record(`main, unhandled: ${format(reason)}`);
  // A listener takes the place of Node's own answer, so give that.
  throw reason;
});

app.on('web-contents-created', (_created, contents) => {
  // Chromium reports errors nobody caught, and what the security policy refused, on the console as well.
  contents.on('console-message', (event, oldLevel, oldMessage) => {
    const isError = (event.level ?? oldLevel) === 'error' || oldLevel === 3;
    if (isError) record(`window: ${event.message ?? oldMessage}`);
  });
  contents.on('preload-error', (_event, path, error) => record(`preload ${path}: ${format(error)}`));
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') record(`the window’s process ended: ${details.reason}`);
  });
});
