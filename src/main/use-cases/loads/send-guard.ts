import { checkMapping } from '../../../core/mapping/check';
import { keepRelationships } from '../../../core/mapping/match-headers';
import { toMappingTarget } from '../../../core/mapping/offered-fields';
import { isSendable } from '../../../core/preflight/is-sendable';
import { defaultCountAbove, needsCount } from '../../../core/preflight/needs-count';
import { touchesMapping } from '../../../core/preflight/touches-mapping';
import { AppError } from '../../../shared/errors/app-error';
import type { LoadDoc } from '../../store/load-doc';
import type { KnownOrg } from '../../store/org-registry';
import type { Describes } from '../describes';
import type { Orgs } from '../orgs';
import type { SettingsStore } from '../storage';
import type { OpenLoads } from './open-loads';
import { recheckReady } from './recheck-ready';
import { judgeTrace } from './trace-column';

/**
 * A load belongs to the org it was made for, as the kind of org it then was: made for a sandbox, its rows never
 * go to production. Throws `org.type-changed`.
 */
export const refuseOtherType = (made: LoadDoc['org'], org: Pick<KnownOrg, 'name' | 'type'>): void => {
  if (made.type !== org.type)
    throw new AppError('org.type-changed', { org: org.name, was: made.type, now: org.type });
};

type Guarded = {
  loads: OpenLoads;
  orgs: Pick<Orgs, 'open'>;
  settings: Pick<SettingsStore, 'get'>;
  describes: Pick<Describes, 'object'>;
};

/** What has to hold before rows of a load are sent; throws what does not. Nothing is written before it. */
export type SendGuard = (loadId: string, rows: number, confirmedRows: number | undefined) => Promise<void>;

/**
 * Guards every way of sending: the org is signed in to and of the kind the load was made for, the number of
 * rows was typed where it has to be, and the description the rows are checked by is no older than a day; where it
 * says something else by now, rows are checked again before any is sent.
 */
export const createSendGuard =
  ({ loads, orgs, settings, describes }: Guarded): SendGuard =>
  async (loadId, rows, confirmedRows) => {
    const doc = await (await loads.store(loadId)).readDoc();
    if (doc.target === null) throw new AppError('load.incomplete');
    // An attempt under way goes on by the description it was planned with.
    if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
    const { operation, object: name } = doc.target;
    const { org } = await orgs.open(doc.org.id);
    refuseOtherType(doc.org, org);
    const { countAbove } = await settings.get();
    const sending = {
      operation,
      orgType: org.type,
      rows,
      countAbove: countAbove[org.id] ?? defaultCountAbove,
    };
    if (needsCount(sending) && confirmedRows !== rows) throw new AppError('load.unconfirmed', { rows });

    const object = await loads.object(loadId);
    if (isSendable(object?.asOf, Date.now())) return;
    const { source: _source, ...described } = await describes.object(org.id, name, true);
    const fresh = keepRelationships(described, doc.mapping);
    const isFitting =
      checkMapping(doc.mapping, fresh, toMappingTarget(doc.target), doc.options.values).length === 0 &&
      judgeTrace(doc, fresh) === null;
    // What rows were sent as is read by the load's own description, so that one must go on fitting them.
    if (isFitting || doc.attempts.length === 0) await loads.saveObject(loadId, fresh);
    if (!isFitting) throw new AppError('load.fields-changed', { object: fresh.labelPlural });
    if (object !== null && !touchesMapping(object, fresh, doc.mapping)) return;
    const store = await loads.store(loadId);
    const again = new AppError('load.fields-renewed', { object: fresh.labelPlural });
    if (doc.attempts.length === 0) {
      // What was checked, and written down to be sent, was so by rules that hold no more.
      await store.change(async (current) => ({ ...current, checked: false, prepared: null }));
      throw again;
    }
    if ((await recheckReady(store, fresh)).held > 0) {
      await loads.announce(loadId);
      throw again;
    }
  };
