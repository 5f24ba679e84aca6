import { quoteCells } from '../csv/write';
import { replyCsv, replyJson, type Reply } from '../http/reply';
import { formatRowError, isRowError } from '../save/row-error';
import type { Outcome } from '../save/save-chunk';
import type { XmlNode } from '../xml/write-xml';
import { formOf, type Batch, type ClassicJob } from './job';
import { replyXml } from './write-info';

function* writeCsv(outcomes: readonly Outcome[]): Generator<string> {
  yield '"Id","Success","Created","Error"\n';
  for (const outcome of outcomes) {
    const cells = isRowError(outcome)
      ? ['', 'false', 'false', formatRowError(outcome)]
      : [outcome.id, 'true', String(outcome.created), ''];
    yield `${quoteCells(cells, ',')}\n`;
  }
}

function describeOutcome(outcome: Outcome): Record<string, unknown> {
  if (!isRowError(outcome)) return { success: true, created: outcome.created, id: outcome.id, errors: [] };
  const { code, message, fields } = outcome;
  const error = { statusCode: code, message, fields, extendedErrorDetails: null };
  return { success: false, created: false, id: null, errors: [error] };
}

function describeInXml(outcome: Outcome): XmlNode {
  if (!isRowError(outcome))
    return [
      'result',
      [
        ['id', outcome.id],
        ['success', true],
        ['created', outcome.created],
      ],
    ];
  const { code, message, fields } = outcome;
  const errors: XmlNode = [
    'errors',
    [...fields.map((field): XmlNode => ['fields', field]), ['message', message], ['statusCode', code]],
  ];
  return ['result', [errors, ['success', false], ['created', false]]];
}

/** What became of each row of a batch: as many results as rows, in the order of the rows. */
export function replyResults(job: ClassicJob, batch: Batch): Reply {
  const form = formOf(job.contentType);
  if (form === 'JSON') return replyJson(batch.outcomes.map(describeOutcome));
  if (form === 'XML') return replyXml(['results', batch.outcomes.map(describeInXml)]);
  return replyCsv(writeCsv(batch.outcomes));
}
