// Loads a file as the documentation of jsforce shows it, and keeps nothing of it but the results it returns.
import { createReadStream } from 'node:fs';
import jsforce from 'jsforce';

const [file, object, externalIdFieldName] = process.argv.slice(2);
const conn = new jsforce.Connection({
  instanceUrl: process.env['ORG_URL'],
  accessToken: process.env['ORG_TOKEN'],
  version: '67.0',
});
const results = await conn.bulk2.loadAndWaitForResults({
  object,
  operation: 'upsert',
  externalIdFieldName,
  input: createReadStream(file),
  pollTimeout: 3_600_000,
  pollInterval: 500,
});
console.log(JSON.stringify({ ok: results.successfulResults.length, bad: results.failedResults.length }));
