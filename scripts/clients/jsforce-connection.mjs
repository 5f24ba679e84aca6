import jsforce from 'jsforce';

/** @typedef {InstanceType<typeof jsforce.Connection>} Connection */

/**
 * Opens a connection by token, as a script that uses jsforce does.
 *
 * @param {Pick<import('./practice-org.mjs').Announcement, 'instanceUrl' | 'accessToken'>} org
 * @returns {Connection}
 */
export function connect({ instanceUrl, accessToken }) {
  const conn = new jsforce.Connection({ instanceUrl, accessToken, version: '67.0' });
  conn.bulk2.pollInterval = 100;
  conn.bulk.pollInterval = 100;
  return conn;
}
