import { buildId } from '../ids';
import { notFound, replyJson, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import { tableOf } from '../org';
import { WORKFLOW_RULES } from '../schema/automations';

function describeRule(rule: (typeof WORKFLOW_RULES)[number], n: number): Record<string, unknown> {
  return {
    actions: [{ id: buildId('01W', 5_000_000 + n), name: rule.action.name, type: rule.action.type }],
    description: null,
    id: buildId('01Q', 5_000_000 + n),
    name: rule.name,
    namespacePrefix: null,
    object: rule.object,
  };
}

/** `GET process/rules` and `GET process/rules/X`: active workflow rules only. */
export function listRules(request: Request): Reply {
  const [name] = request.params;
  const table = name === undefined ? null : tableOf(request.org, name);
  if (name !== undefined && !table) throw notFound();
  const rules: Record<string, unknown[]> = table ? { [table.def.name]: [] } : {};
  for (const [n, rule] of WORKFLOW_RULES.entries()) {
    if (!rule.active || (table && rule.object !== table.def.name)) continue;
    (rules[rule.object] ??= []).push(describeRule(rule, n));
  }
  return replyJson({ rules });
}
