import { createServer, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readMessages, sendMessage } from './owner-messages';

const address = (): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\bulkhead-test-${process.pid}`
    : join(tmpdir(), `bulkhead-test-${process.pid}.sock`);

const server = createServer();
afterEach(() => server.close());

describe('the messages of a socket', () => {
  it('end with it, also where the other process was killed in the middle of its work', async () => {
    const served = new Promise<Socket>((resolve) => server.once('connection', resolve));
    await new Promise<void>((resolve) => server.listen(address(), resolve));
    const caller = connect(address());
    const owner = await served;
    const heard: unknown[] = [];
    owner.on('error', () => owner.destroy());
    const closed = new Promise((resolve) => owner.once('close', resolve));
    const first = new Promise((resolve) => {
      readMessages(owner, (json) => resolve(heard.push(json)));
    });
    sendMessage(caller, { leave: true });
    await first;
    // What is not read yet when a process ends resets the connection.
    caller.pause();
    sendMessage(owner, { out: 'never read' });
    owner.emit('error', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    await closed;
    caller.destroy();
    expect(heard).toEqual([{ leave: true }]);
  });
});
