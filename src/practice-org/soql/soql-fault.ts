import { RequestFault } from '../http/reply';

/** Where Salesforce points: the query, a caret under the word at fault, and its place. */
function pointAt(soql: string, at: number): string {
  const before = soql.slice(0, at).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  const line = soql.split('\n')[before.length - 1] ?? soql;
  return `\n${line}\n${' '.repeat(column - 1)}^\nERROR at Row:${before.length}:Column:${column}\n`;
}

export function malformedQuery(soql: string, at: number, what: string): RequestFault {
  return new RequestFault(400, 'MALFORMED_QUERY', pointAt(soql, at) + what);
}

export function unknownColumn(soql: string, at: number, name: string, entity: string): RequestFault {
  return new RequestFault(
    400,
    'INVALID_FIELD',
    `${pointAt(soql, at)}No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function duplicateField(path: string): RequestFault {
  return new RequestFault(400, 'INVALID_FIELD', `duplicate field selected: ${path}`);
}

export function unknownRelationship(soql: string, at: number, name: string, entity: string): RequestFault {
  return new RequestFault(
    400,
    'INVALID_FIELD',
    `${pointAt(soql, at)}Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names. (${entity})`,
  );
}

export function unknownObject(soql: string, at: number, name: string): RequestFault {
  return new RequestFault(
    400,
    'INVALID_TYPE',
    `${pointAt(soql, at)}sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function wrongLiteral(soql: string, at: number, name: string, expected: string): RequestFault {
  return new RequestFault(
    400,
    'INVALID_FIELD',
    `${pointAt(soql, at)}value of filter criterion for field '${name}' must be of type ${expected}`,
  );
}

export function unfilterable(soql: string, at: number, name: string): RequestFault {
  return new RequestFault(
    400,
    'INVALID_FIELD',
    `${pointAt(soql, at)}field '${name}' can not be filtered in a query call`,
  );
}
