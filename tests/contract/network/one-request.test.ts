import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { allWrites } from './commands';
import { listen, type Listening } from './listen';
import { removePrograms, startProgram, type NetworkProgram } from './start-program';

afterAll(removePrograms);

const versions = '[{"version":"67.0"}]';

describe.each(['node', 'electron'] as const)('the network of %s', (runtime) => {
  let program: NetworkProgram;
  let server: Listening;

  beforeAll(async () => {
    program = await startProgram(runtime);
  });
  afterAll(() => program.stop());
  afterEach(() => server.close());

  describe.each(allWrites)('%s', (call) => {
    it('reaches the server once when it answers 503', async () => {
      server = await listen((request, response) => {
        if (request.method === 'GET') response.end(versions);
        else response.writeHead(503).end('<html>Maintenance</html>');
      });
      await program.failure({ do: 'write', call, url: server.url });
      expect(server.seen.filter(({ method }) => method !== 'GET')).toHaveLength(1);
    });

    it('reaches the server once when it drops the connection, also one that was used before', async () => {
      server = await listen((request, response) => {
        if (request.method === 'GET' || request.url === '/before') response.end(versions);
        else response.socket?.destroy();
      });
      // Connections lie ready that were used before: for reads, and for a write.
      await program.run({ do: 'request', method: 'GET', url: server.url });
      await program.run({ do: 'request', method: 'POST', url: `${server.url}/before`, text: 'x' });
      await program.failure({ do: 'write', call, url: server.url });
      const writes = server.seen.filter(({ method, path }) => method !== 'GET' && path !== '/before');
      expect(writes).toHaveLength(1);
      expect(server.seen.filter(({ from }) => from === writes[0]?.from)).toHaveLength(1);
    });
  });
});
