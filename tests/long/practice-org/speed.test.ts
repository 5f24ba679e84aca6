import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const ROWS = 1_000_000;

type Announced = { instanceUrl: string; accessToken: string; pid: number };

/** Starts the practice org by its script and waits for its one line. */
function start(
  ...words: string[]
): Promise<{ child: ChildProcess; org: Announced; ended: Promise<number | null> }> {
  const child = spawn(
    process.execPath,
    [resolve(ROOT, 'scripts/practice-org.mjs'), '--json', '--empty', ...words],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  return new Promise((done, fail) => {
    child.stdout?.once('data', (line: Buffer) =>
      done({ child, org: JSON.parse(line.toString()) as Announced, ended }),
    );
    child.once('error', fail);
  });
}

/** CPU seconds and the most memory in MB, as Linux counts them. */
function measure(pid: number): { cpu: number; memory: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memory: Number(peak) / 1024 };
}

function makeRows(): Buffer {
  const header =
    'Contact_No__c,LastName,FirstName,Email,Phone,Title,Department,MailingCity,Annual_Budget__c,Contract_Start__c';
  const lines = [header];
  for (let n = 0; n < ROWS; n += 1)
    lines.push(`X-${n},Last${n},First,p${n}@x.example,+49 30 ${n},Engineer,Field,Berlin,${n}.5,2026-01-02`);
  return Buffer.from(`${lines.join('\n')}\n`);
}

describe.runIf(process.platform === 'linux')('a big load', () => {
  it('takes a million rows of ten fields and ends when told to', async () => {
    const { child, org, ended } = await start();
    const base = `${org.instanceUrl}/services/data/v67.0/jobs/ingest`;
    const headers = { Authorization: `Bearer ${org.accessToken}`, 'Content-Type': 'application/json' };
    const json = async (path: string, init: RequestInit = {}): Promise<Record<string, unknown>> =>
      (await (await fetch(`${base}${path}`, { headers, ...init })).json()) as Record<string, unknown>;
    const { id } = await json('', { method: 'POST', body: '{"object":"Contact","operation":"insert"}' });
    const path = `/${String(id)}`;
    await fetch(`${base}${path}/batches`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'text/csv' },
      body: new Uint8Array(makeRows()),
    });
    const before = measure(org.pid);
    let job = await json(path, { method: 'PATCH', body: '{"state":"UploadComplete"}' });
    while (job['state'] !== 'JobComplete') {
      await new Promise((next) => setTimeout(next, 500));
      job = await json(path);
      expect(job['state']).not.toBe('Failed');
    }
    const after = measure(org.pid);
    expect(job).toMatchObject({ numberRecordsProcessed: ROWS, numberRecordsFailed: 0 });
    // Measured, not asserted: a busy machine counts waits for memory as work.
    console.log(
      `1,000,000 rows: ${(after.cpu - before.cpu).toFixed(1)} s of CPU, ${Math.round(after.memory)} MB at most`,
    );
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('keeps nothing where records are to be discarded', async () => {
    const { child, org, ended } = await start('--discard');
    const headers = { Authorization: `Bearer ${org.accessToken}`, 'Content-Type': 'application/json' };
    const job = (await (
      await fetch(`${org.instanceUrl}/services/data/v67.0/sobjects/Account`, {
        method: 'POST',
        headers,
        body: '{"Name":"Forgotten"}',
      })
    ).json()) as Record<string, unknown>;
    expect(job['success']).toBe(true);
    const found = await fetch(`${org.instanceUrl}/services/data/v67.0/query?q=SELECT+COUNT()+FROM+Account`, {
      headers,
    });
    expect(await found.json()).toMatchObject({ totalSize: 0 });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
