import { RequestFault } from '../http/reply';
import { tableOf, type Org } from '../org';
import { isAggregate } from './aggregate';
import { parseSoql } from './parse-soql';
import type { Query } from './query';
import { resolveQueryColumns } from './write-query-csv';
import { requireFrom } from './find-rows';

const refuse = (message: string): RequestFault => new RequestFault(400, 'API_ERROR', message);

/** A subquery between SELECT and FROM, which the parser would call a syntax error. */
const CHILD_QUERY =
  /^\s*SELECT\b(?:[^']|'[^']*')*?\(\s*SELECT\b(?:[^']|'[^']*')*?\)(?:[^']|'[^']*')*?\bFROM\b/i;

function hasChildQuery(soql: string): boolean {
  const from = /\bFROM\b/i.exec(soql);
  const inner = /\(\s*SELECT\b/i.exec(soql);
  return CHILD_QUERY.test(soql) && from !== null && inner !== null && inner.index < from.index;
}

/** Parses the query of a bulk job and refuses what bulk queries cannot do: 400 with `API_ERROR`. */
export function parseBulkQuery(org: Org, soql: string): Query {
  if (hasChildQuery(soql)) throw refuse('Aggregate Relationships not supported in Bulk Query');
  if (/\bTYPEOF\b/i.test(soql)) throw refuse('TYPEOF is not supported in Bulk Query');
  if (/\bFIELDS\s*\(\s*(?:ALL|CUSTOM)\s*\)/i.test(soql))
    throw refuse('The SOQL FIELDS function is not supported with an unbounded set of fields in this API.');
  const query = parseSoql(soql);
  if (query.countOnly || isAggregate(query))
    throw refuse('Aggregate functions and GROUP BY are not supported in Bulk Query');
  if (/\bOFFSET\s+\d+\s*$/i.test(soql)) throw refuse('OFFSET is not supported in Bulk Query');
  const table = requireFrom(org, query);
  const { paths } = resolveQueryColumns(org, table, query);
  const binary = paths.find((path) => path.field.type === 'base64');
  if (binary) throw refuse(`Binary fields not supported: ${binary.field.name}`);
  const compound = paths.find((path) => path.field.type === 'address');
  if (compound) throw refuse(`Compound fields are not supported in Bulk Query: ${compound.field.name}`);
  return query;
}

/** The object a bulk query is about, as describe spells it. */
export function objectOfQuery(org: Org, query: Query): string {
  return tableOf(org, query.from)?.def.name ?? query.from;
}
