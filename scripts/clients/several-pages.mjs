// A program of its own, since jsforce may end the process that asks it for a result of several pages.
import { argv, env, stdout } from 'node:process';
import { connect } from './jsforce-connection.mjs';

const conn = connect({ instanceUrl: argv[2] ?? '', accessToken: env['ACCESS_TOKEN'] ?? '' });
const stream = await conn.bulk2.query(argv[3] ?? '');
const records = await stream.toArray();
stdout.write(`${records.length}\n`);
