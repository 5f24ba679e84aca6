// The floor: what the calls themselves take. The file goes up as it is, one job; both results are read and thrown away.
import { createReadStream } from 'node:fs';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';

const [file, object, externalIdFieldName] = process.argv.slice(2);
const base = `${process.env['ORG_URL']}/services/data/v67.0/jobs/ingest`;
const authorization = { Authorization: `Bearer ${process.env['ORG_TOKEN']}` };

const call = async (method, path, type, body) => {
  const outgoing = request(`${base}${path}`, { method, headers: { ...authorization, 'Content-Type': type } });
  const answered = new Promise((resolve, reject) => outgoing.once('response', resolve).once('error', reject));
  if (typeof body === 'string' || body === undefined) outgoing.end(body);
  else await pipeline(body, outgoing);
  const answer = await answered;
  let text = '';
  let lines = 0;
  for await (const chunk of answer) {
    if (type === 'text/csv')
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    else text += chunk;
  }
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  return { json: text === '' ? null : JSON.parse(text), lines };
};

const json = 'application/json';
const { id } = (
  await call('POST', '', json, JSON.stringify({ object, operation: 'upsert', externalIdFieldName }))
).json;
await call('PUT', `/${id}/batches`, 'text/csv', createReadStream(file, { highWaterMark: 1 << 18 }));
await call('PATCH', `/${id}`, json, '{"state":"UploadComplete"}');
for (;;) {
  const { state, errorMessage } = (await call('GET', `/${id}`, json)).json;
  if (state === 'JobComplete') break;
  if (state === 'Failed') throw new Error(errorMessage);
  await new Promise((resolve) => setTimeout(resolve, 500));
}
const ok = (await call('GET', `/${id}/successfulResults`, 'text/csv')).lines - 1;
const bad = (await call('GET', `/${id}/failedResults`, 'text/csv')).lines - 1;
console.log(JSON.stringify({ ok, bad }));
