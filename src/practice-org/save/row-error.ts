/** Why a record was refused: Salesforce's status code, its words, and the fields it blames. */
export type RowError = { code: string; message: string; fields: string[] };

export function refuse(code: string, message: string, ...fields: string[]): RowError {
  return { code, message, fields };
}

export function isRowError(value: object): value is RowError {
  return 'code' in value && 'message' in value;
}

/** The form in failed results: `CODE:message:Field1,Field2 --`, or `CODE:message:--` without fields. */
export function formatRowError(error: RowError): string {
  const fields = error.fields.length > 0 ? `${error.fields.join(',')} ` : '';
  return `${error.code}:${error.message}:${fields}--`;
}
