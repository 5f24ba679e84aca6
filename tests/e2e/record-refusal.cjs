// Loaded into the app's main process before the app (electron -r). Writes what a person would be told and shown as
// lines of JSON into BULKHEAD_REFUSAL: a real message box would wait for a click.
const { app, dialog } = require('electron');
const { appendFileSync } = require('node:fs');

/** @param {object} noticed */
function record(noticed) {
  appendFileSync(process.env.BULKHEAD_REFUSAL, `${JSON.stringify(noticed)}\n`);
}

dialog.showErrorBox = (title, content) => record({ title, content });
app.on('browser-window-created', (_created, window) => window.on('show', () => record({ shown: true })));
