import { isBroken } from '../breaks';
import type { Request } from '../http/request';
import type { SaveOptions } from '../save/save-options';

/** Reads `name=value` out of a header whose parts stand between semicolons or commas. */
function readFlag(header: string | undefined, name: string): boolean {
  return new RegExp(`(^|[;,\\s])${name}\\s*=\\s*true\\b`, 'i').test(header ?? '');
}

/** What the headers of a REST save ask for. Without `Sforce-Auto-Assign` active assignment rules run. */
export function readSaveOptions(request: Request): Partial<SaveOptions> {
  const { headers, org } = request;
  const assign = isBroken(org, 62) ? 'FALSE' : (headers['sforce-auto-assign'] ?? 'TRUE').trim();
  return {
    allowDuplicates: !isBroken(org, 63) && readFlag(headers['sforce-duplicate-rule-header'], 'allowSave'),
    assignment: /^true$/i.test(assign) ? 'active' : /^false$/i.test(assign) ? 'none' : assign,
  };
}
