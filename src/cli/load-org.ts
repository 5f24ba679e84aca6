import type { Program } from '../main/compose';
import type { LoadView } from '../shared/domain/load';
import type { LoadMemory } from './load-memory';
import { openOrg, type OpenedOrg, type OrgChoice } from './open-org';
import { refuse } from './refusal';

/** Whether a load was made for this org: by its id, or by its address where an org told no id. */
export const isForOrg = (view: LoadView, memory: LoadMemory, org: OpenedOrg): boolean =>
  view.org.id === org.id || (memory.origin !== null && memory.origin === org.origin);

/**
 * Opens the org of a load: the one the command names, which must be that of the load, else the one this computer
 * is signed in to.
 *
 * @throws {import('./refusal').Refusal} where it is another org, or a token is needed and none was given
 */
export const openOrgOf = async (
  program: Program,
  { view, memory }: { view: LoadView; memory: LoadMemory },
  choice: OrgChoice | null,
  patience: number,
  signal: AbortSignal,
): Promise<OpenedOrg> => {
  if (choice === null && memory.origin !== null)
    return refuse('cli.org.token-needed', { address: memory.origin });
  const org = await openOrg(program, choice ?? { kind: 'known', name: view.org.id }, patience, signal);
  if (!isForOrg(view, memory, org)) {
    org.release();
    return refuse('cli.org.other', { load: view.id, made: view.org.name, given: org.name });
  }
  org.answerTo(view.org.id);
  return org;
};
