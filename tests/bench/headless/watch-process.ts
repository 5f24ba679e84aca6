import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** How often memory is looked at: a look costs the process some milliseconds. */
const lookEvery = 250;

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** A process and all it has started, directly or not. */
const findTree = (pid: number): number[] => {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => read(`/proc/${name}/stat`).split(') ')[1]?.split(' ')[1] === String(pid));
  return [pid, ...children.flatMap((child) => findTree(Number(child)))];
};

/** The proportional memory (PSS) of one process, MB, and the words it was started with. */
export type ProcessMemory = { command: string; memory: number };

/** A process and all it has started, each by itself. */
export const measureProcesses = (pid: number): ProcessMemory[] =>
  findTree(pid).map((one) => ({
    command: read(`/proc/${one}/cmdline`).replaceAll('\0', ' '),
    memory: Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0) / 1024,
  }));

/** Proportional memory (PSS) of a process and all it has started, MB. */
const measureMemory = (pid: number): number =>
  measureProcesses(pid).reduce((sum, { memory }) => sum + memory, 0);

/** CPU seconds a process has used so far. */
export const measureCpu = (pid: number): number => {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** `seconds` from the start to the end, `cpu` the seconds of CPU all of it took, `memory` the most of it in MB. */
export type Watched = { seconds: number; cpu: number; memory: number; output: string };

/** Runs a program to its end and watches it. Its errors go where those of this process go. */
export const watchProcess = async (
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  expected: readonly number[],
): Promise<Watched> => {
  const began = performance.now();
  const child = spawn(process.execPath, [...words], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const pid = child.pid ?? 0;
  let memory = 0;
  let cpu = 0;
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const look = setInterval(() => {
    memory = Math.max(memory, measureMemory(pid));
    cpu = Math.max(cpu, measureCpu(pid));
  }, lookEvery);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(look);
  const seconds = (performance.now() - began) / 1000;
  if (!expected.includes(code)) throw new Error(`${words.join(' ')} ended with ${code}:\n${errors}`);
  return { seconds, cpu, memory, output };
};
