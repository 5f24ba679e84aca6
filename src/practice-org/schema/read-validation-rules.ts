import { compileFormula } from '../formula/formula';
import { listNames } from '../formula/tokens';
import { isObject, type JsonObject } from '../json';
import type { ValidationRule } from './automations';

const text = (source: JsonObject, name: string): string | null =>
  typeof source[name] === 'string' && source[name] !== '' ? source[name] : null;

/** A record of the Tooling API's ValidationRule, with what stands in its Metadata, or those members by themselves. */
const flatten = (source: JsonObject): JsonObject => {
  const { Metadata } = source;
  return isObject(Metadata) ? { ...source, ...Metadata } : source;
};

function checkFormula(formula: string, fields: ReadonlySet<string>): string | null {
  try {
    compileFormula(formula);
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
  const unknown = listNames(formula).find((name) => !fields.has(name.toLowerCase()));
  return unknown === undefined ? null : `its formula names ${unknown}, which is no field`;
}

/**
 * A validation rule as the Tooling API and the Metadata API write it: `errorConditionFormula`, `errorMessage`,
 * `errorDisplayField`, `active`. Answers null for one that is not active, or the reason it cannot be used.
 */
export function readValidationRule(
  given: JsonObject,
  objectName: string,
  fieldNames: readonly string[],
): ValidationRule | string | null {
  const source = flatten(given);
  if (source['active'] === false || source['Active'] === false) return null;
  const fields = new Set(fieldNames.map((name) => name.toLowerCase()));
  const name = text(source, 'ValidationName') ?? text(source, 'fullName') ?? text(source, 'name');
  const formula = text(source, 'errorConditionFormula');
  const message = text(source, 'errorMessage') ?? text(source, 'ErrorMessage');
  const field = text(source, 'errorDisplayField') ?? text(source, 'ErrorDisplayField');
  if (name === null) return 'a validation rule has no name';
  const refuse = (reason: string): string => `validation rule ${name}: ${reason}`;
  if (formula === null) return refuse('errorConditionFormula is missing');
  if (message === null) return refuse('errorMessage is missing');
  if (field !== null && !fields.has(field.toLowerCase())) return refuse(`${field} is no field`);
  const wrong = checkFormula(formula, fields);
  return wrong === null ? { name, object: objectName, formula, message, field } : refuse(wrong);
}
