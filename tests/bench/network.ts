import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../contract/network/commands';
import { listen } from '../contract/network/listen';
import { removePrograms, startProgram, type Runtime } from '../contract/network/start-program';
import { findRepository } from '../e2e/launch';

/** Bulk API 2.0 takes this much in one upload. */
const bytes = 150_000_000;
const chunk = 'x'.repeat(64 * 1024);
const runs = 3;

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => {
      try {
        return Number(readFileSync(`/proc/${other}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });

/** Memory of a process and all it has started, in MB, each shared page counted in part (PSS). */
const measureMemory = (pid: number): number => {
  const own = ((): number => {
    try {
      return (
        Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
      );
    } catch {
      return 0;
    }
  })();
  return own + childrenOf(pid).reduce((sum, child) => sum + measureMemory(child), 0);
};

type Measured = { seconds: number; idle: number; most: number };

const watch = async (pid: number, work: () => Promise<unknown>): Promise<Measured> => {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const idle = measureMemory(pid);
  let most = idle;
  const timer = setInterval(() => (most = Math.max(most, measureMemory(pid))), 60);
  const began = performance.now();
  await work();
  clearInterval(timer);
  return { seconds: (performance.now() - began) / 1000, idle, most };
};

const measure = async (runtime: Runtime, way: 'up' | 'down'): Promise<Measured> => {
  const repeat = Math.ceil(bytes / chunk.length);
  const server = await listen((request, response) => {
    if (request.method === 'PUT') {
      response.writeHead(201).end();
      return;
    }
    let left = repeat;
    const write = (): void => {
      while (left > 0) {
        left -= 1;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', write);
    write();
  });
  const program = await startProgram(runtime);
  try {
    // The first call of a runtime opens more than connections.
    await program.run<Outcome>({ do: 'request', method: 'PUT', url: server.url, text: chunk, repeat: 2 });
    return await watch(program.pid, () =>
      way === 'up'
        ? program.run({ do: 'request', method: 'PUT', url: server.url, text: chunk, repeat })
        : program.run({ do: 'request', method: 'GET', url: server.url, keep: false }),
    );
  } finally {
    await program.stop();
    await server.close();
  }
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const lines: string[] = [];
for (const runtime of ['node', 'electron'] as const) {
  for (const way of ['up', 'down'] as const) {
    const measured: Measured[] = [];
    for (let run = 0; run < runs; run += 1) measured.push(await measure(runtime, way));
    const of = (read: (one: Measured) => number): string => median(measured.map(read)).toFixed(0);
    const grown = of(({ most, idle }) => most - idle);
    const seconds = median(measured.map((one) => one.seconds)).toFixed(2);
    const name = runtime === 'node' ? 'Node' : 'Electron, all processes';
    lines.push(
      `| ${name} | ${way === 'up' ? 'upload' : 'download'} | ${seconds} | ${of(({ idle }) => idle)} | ${grown} |`,
    );
  }
}
await removePrograms();

const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
const table = [
  '| network | 150 MB | seconds | MB before | MB more at most |',
  '|---|---|---|---|---|',
  ...lines,
].join('\n');
console.log(`\n${machine}\n\n${table}\n`);
if (process.argv.includes('--write')) {
  const path = join(findRepository(), 'docs/benchmarks.md');
  const day = new Date().toISOString().slice(0, 10);
  const before = await readFile(path, 'utf8');
  const title = `## ${day} · \`npm run bench -- --only network --write\``;
  await writeFile(path, `${before.trimEnd()}\n\n${title}\n\n${machine}\n\n${table}\n`);
}
