import { useState, type ReactElement } from 'react';
import { defaultCountAbove, needsCount } from '../../../core/preflight/needs-count';
import { calmestWay } from '../../../core/load/follow-up';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { isDeletion } from '../../../shared/domain/sobject';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';
import { t } from '../../lib/text';
import { putLoad } from '../../state/loads';
import { go } from '../../state/navigation';
import { useKnownOrg } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { useSettings } from '../../state/settings';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { OrgBadge } from '../../ui/OrgBadge';

/** The org as every button that writes names it: "Practice Company (Practice)". */
export const orgName = ({ org }: LoadView): string =>
  t('org.named', { org: org.name, type: t(`org.${org.type}`) });

/** "Contacts", or "Contact" for a single row. */
export const objectName = ({ target }: LoadView, rows: number): string =>
  (rows === 1 ? target?.objectLabel : target?.objectLabelPlural) ?? '';

/** What sending does, with count, object and org: "Upsert 4,812 Contacts in Practice Company (Practice)". */
export const actLabel = (load: LoadView, rows: number): string =>
  t('send.act', {
    operation: load.target?.operation ?? 'other',
    rows,
    object: objectName(load, rows),
    org: orgName(load),
  });

/** The same for rows of a load that was sent before: "Resubmit 272 Contacts to Practice Company (Practice)". */
export const resubmitLabel = (load: LoadView, rows: number): string =>
  t('fix.foot.resubmit', { rows, object: objectName(load, rows), org: orgName(load) });

export type Send = {
  /** Sends every ready row, after a question where it reaches Production or deletes. */
  send: () => void;
  /** Asks, then makes the rows of a group ready and sends them with what else is ready, one batch after the other. */
  sendCalmly: (group: ProblemGroup) => void;
  busy: boolean;
  error: AppError | null;
  dialog: ReactElement;
};

/**
 * The one way rows are sent from a screen: the count the person saw goes along, and another count refuses.
 *
 * @param recheck Checks every row again, where the org describes its fields differently by now.
 */
export const useSend = (load: LoadView, recheck?: () => void): Send => {
  const { pending, error, runCall } = useRunCall();
  const [isAsking, setAsking] = useState(false);
  const [calm, setCalm] = useState<ProblemGroup | null>(null);
  const { ready } = load.balance.counts;
  // While it is sent the rows of the group are ready already, and the count is still the one that was agreed to.
  const [agreed, setAgreed] = useState(0);
  const rows = calm === null ? ready : agreed;
  // Who is signed in now, which need not be who made the load.
  const username = useKnownOrg(load.org.id)?.username ?? load.org.username;
  const operation = load.target?.operation ?? 'insert';
  const isDelete = isDeletion(operation);
  const countAbove = useSettings()?.countAbove[load.org.id] ?? defaultCountAbove;
  // The main process has the last word on it.
  const isCounted =
    needsCount({ operation, orgType: load.org.type, rows, countAbove }) || error?.code === 'load.unconfirmed';

  const commit = async (typed?: number): Promise<void> => {
    const confirmed = typed === undefined ? {} : { confirmedRows: typed };
    const view = await runCall(async () => {
      if (calm !== null) await call('rows.sendAgain', { loadId: load.id, group: calm.key });
      const way = calm === null ? {} : { way: calmestWay };
      return call('loads.send', { loadId: load.id, rows, ...confirmed, ...way }).catch((thrown: unknown) => {
        if (toAppError(thrown).code === 'load.fields-renewed') recheck?.();
        throw thrown;
      });
    });
    setAsking(false);
    if (view === undefined) return;
    putLoad(view);
    go({ screen: 'load', loadId: load.id, step: 'run' });
  };

  const words = { operation, rows, object: objectName(load, rows), org: orgName(load) };
  return {
    sendCalmly: (group) => {
      setCalm(group);
      setAgreed(ready + group.count);
      setAsking(true);
    },
    send: () => {
      setCalm(null);
      if (isCounted || load.org.type === 'production') setAsking(true);
      else void commit();
    },
    busy: pending,
    error,
    dialog: (
      <ConfirmDialog
        opened={isAsking}
        title={t('send.confirm.title', words)}
        confirmLabel={actLabel(load, rows)}
        danger={isDelete}
        busy={pending}
        {...(isCounted ? { typedCount: rows } : {})}
        onConfirm={(typed) => void commit(typed)}
        onClose={() => {
          setAsking(false);
        }}
      >
        <p className="bh-row bh-wrap">
          <OrgBadge type={load.org.type} />
          <span className="bh-strong">{load.org.name}</span>
          <span className="bh-mute">{username}</span>
        </p>
        <p>{t(isDelete ? 'send.confirm.delete' : 'send.confirm.write', words)}</p>
        {calm !== null && <p>{t('send.confirm.calmly', { others: rows - calm.count })}</p>}
      </ConfirmDialog>
    ),
  };
};
