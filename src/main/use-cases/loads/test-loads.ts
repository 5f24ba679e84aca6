import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import type { Session } from '../../salesforce/session';
import type { Transport } from '../../salesforce/transport';
import type { Orgs } from '../orgs';
import { openLoads, type OpenLoads } from './open-loads';

/** The org that loads of tests are made for. */
export const testOrg = { id: 'org', name: 'Org', type: 'sandbox', username: 'ada@test.example' } as const;

/** Loads in a folder of their own, which `end` removes. */
export const openTestLoads = async (): Promise<{ loads: OpenLoads; end: () => Promise<void> }> => {
  const home = await mkdtemp(join(tmpdir(), 'bulkhead-loads-'));
  const loads = openLoads(home, () => undefined);
  return {
    loads,
    end: async () => {
      await loads.closeAll();
      await rm(home, { recursive: true, force: true });
    },
  };
};

/** Orgs of which `testOrg` alone can be opened, once `reached` resolves; its calls go by `transport`. */
export const toTestOrgs = (transport: Transport, reached = Promise.resolve()): Orgs => {
  const access = { instanceUrl: 'http://localhost:1', accessToken: 'token' };
  const session: Session = {
    orgName: testOrg.name,
    apiVersion: '67.0',
    access: () => access,
    refresh: async () => access,
    transport,
  };
  const open = async (id: string): Promise<unknown> => {
    if (id !== testOrg.id) throw new AppError('org.not-found');
    await reached;
    return { session, org: { ...testOrg, userId: '0058c000009XyZA' } };
  };
  return { open } as unknown as Orgs;
};
