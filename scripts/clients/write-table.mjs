/** @typedef {import('./trials.mjs').Verdict} Verdict */

const INTRODUCTION = `# Real clients against the practice org

\`npm run clients\` writes this page. It starts the built practice org, runs other people's Salesforce clients
unchanged against it, and judges each run twice: by what the client said, its exit code included, and by the org's
own records of jobs, rows and calls. A load in which rows were meant to be refused passes when the client says so.
An *expected failure* is a known fault of the client, shown in the same run not to be the org's.
`;

/** @param {string} text */
const writeCell = (text) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;');

/** @param {Verdict} verdict */
function writeResult({ outcome, result }) {
  return outcome === 'passed' ? `passed: ${result}` : `**${outcome}**: ${result}`;
}

/**
 * Writes the account of a run as a page of Markdown.
 *
 * @param {Verdict[]} verdicts
 * @param {Date} date
 * @returns {string}
 */
export function writePage(verdicts, date) {
  const day = date.toISOString().slice(0, 10);
  const clients = [...new Set(verdicts.map((verdict) => verdict.client))];
  const lines = verdicts.map((verdict) =>
    [verdict.client.name, verdict.client.version, verdict.what, writeResult(verdict), day]
      .map(writeCell)
      .join(' | '),
  );
  return [
    INTRODUCTION,
    `${clients.map(({ name, runsOn }) => `${name} ran on ${runsOn}`).join('; ')}.`,
    '',
    '| client | version | what was done | result | date |',
    '|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}
