import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { composeProgram } from '../../src/main/compose';
import { createHandlers } from '../../src/main/ipc/handlers';

const N = Number(process.argv[2] ?? 100000);
const file = `/tmp/bench-${N}.csv`;
const write = async () => {
  const out = createWriteStream(file);
  const put = async (t: string) => { if (!out.write(t)) await once(out, 'drain'); };
  await put('LastName,FirstName,Email,Phone,Title,Department,MailingCity,MailingStreet,Description,Contact_No__c\n');
  let b = '';
  for (let i = 1; i <= N; i++) {
    const bad = i % 33 === 0;
    b += `Name${i},First${i % 977},${bad ? 'not an address' : `p${i}@example.test`},+420 555 ${i % 100000},Manager ${i % 50},Dept ${i % 20},Praha ${i % 10},"Street ${i}, no. ${i % 99}",Some longer description of person number ${i},L-${i}\n`;
    if (b.length > 1 << 20) { await put(b); b = ''; }
  }
  await put(b); out.end(); await once(out, 'finish');
};
const main = async () => {
  if (!existsSync(file)) await write();
  console.log('file', (statSync(file).size / 1e6).toFixed(1), 'MB');
  const org = spawn(process.execPath, ['out/main/practice-org.js', '--json', '--empty', ...(process.argv[3] === 'discard' ? ['--discard'] : [])], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: org.stdout! }), 'line')) as [string];
  const ready = JSON.parse(line);
  const home = mkdtempSync(join(tmpdir(), 'bench-home-'));
  const cpu = () => { const f = readFileSync(`/proc/${org.pid}/stat`, 'utf8').split(' '); return (Number(f[13]) + Number(f[14])) / 100; };
  const program = await composeProgram({ homePath: home, openPractice: () => ({ start: async () => ready, running: () => ready, stop: async () => undefined }) as never, publish: () => undefined, log: console.log } as never);
  const call = createHandlers(program, {} as never);
  const orgId = (await program.orgs.openPractice()).id;
  const t0 = performance.now(); let last = t0; let lastCpu = process.cpuUsage();
  const lap = (w: string) => { const n = performance.now(); const c = process.cpuUsage(lastCpu); console.log(w.padEnd(12), ((n - last) / 1000).toFixed(2), 's  own cpu', ((c.user + c.system) / 1e6).toFixed(2), ' server cpu', cpu().toFixed(2), ' rss', (process.memoryUsage().rss / 1e6).toFixed(0)); last = n; lastCpu = process.cpuUsage(); };
  const draft = await call['loads.create']({ orgId, path: file }); lap('create');
  await call['loads.setTarget']({ loadId: draft.id, object: 'Contact', operation: 'upsert', externalId: 'Contact_No__c' });
  const v = await call['loads.get']({ loadId: draft.id });
  if (v.mappingProblems.length) console.log(v.mappingProblems, v.mapping.map((m) => [m.header, m.field]));
  lap('target');
  const r = await call['loads.review']({ loadId: draft.id }); lap('review');
  console.log(r.ready, r.held, r.groups.slice(0, 2).map((g) => [g.count, g.problem.cause]));
  await call['loads.send']({ loadId: draft.id, rows: r.ready }); lap('send/plan');
  await program.running.ended(draft.id); lap('run');
  const end = await call['loads.get']({ loadId: draft.id });
  console.log(end.phase, JSON.stringify(end.balance.counts), 'total', ((performance.now() - t0) / 1000).toFixed(2), 'server cpu', cpu());
  await program.close(); org.kill(); process.exit(0);
};
void main();
