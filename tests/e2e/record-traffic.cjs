// Loaded into the app's main process before the app (electron -r): writes down all that passes between the window
// and the program, both ways, a line of JSON each in BULKHEAD_TRAFFIC.
const { app, ipcMain } = require('electron');
const { appendFileSync } = require('node:fs');

const file = process.env.BULKHEAD_TRAFFIC;

/**
 * @param {string} way
 * @param {unknown} what
 */
function record(way, what) {
  appendFileSync(file, `${JSON.stringify([way, what])}\n`);
}

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) =>
  handle(channel, async (event, ...words) => {
    record('asked', words);
    const answer = await listener(event, ...words);
    record('answered', answer);
    return answer;
  });

app.on('web-contents-created', (_created, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...words) => {
    record('told', words);
    send(channel, ...words);
  };
});
