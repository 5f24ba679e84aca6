import { useId, useState, type ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup, ProblemOwner } from '../../../shared/domain/problem';
import { formatCount, t } from '../../lib/text';
import { Icon, type IconName } from '../../ui/icons';
import { ActionIcon, Button, CopyButton, Menu } from '../../ui/kit';
import { adminText, canSendAgain, isLockedOut, sampleNumbers } from './problem-acts';
import { problemWords, rawWords } from './problem-words';

const ownerIcons: Record<ProblemOwner, IconName> = {
  data: 'letters',
  org: 'settings',
  timing: 'clock',
  limit: 'ban',
  permission: 'lock',
  unknown: 'question',
};

export type CauseActs = {
  busy: boolean;
  onFix: (group: ProblemGroup) => void;
  onSendAgain: (group: ProblemGroup) => void;
  onSendCalmly: (group: ProblemGroup) => void;
  onLeaveOut: (group: ProblemGroup) => void;
};

type Props = { load: LoadView; group: ProblemGroup; largest: number; acts: CauseActs };

const CopyForAdmin = ({ load, group }: Pick<Props, 'load' | 'group'>): ReactElement => (
  <CopyButton value={adminText(load, group)} timeout={3000}>
    {({ copied, copy }) => (
      <Button
        size="compact-sm"
        leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
        onClick={copy}
      >
        {t(copied ? 'results.act.copied' : 'results.act.copy')}
      </Button>
    )}
  </CopyButton>
);

/** The one act that helps most, by what the problem asks for. */
const MainAct = ({ load, group, acts }: Omit<Props, 'largest'>): ReactElement => {
  const act = (label: string, onClick: () => void): ReactElement => (
    <Button size="compact-sm" onClick={onClick} loading={acts.busy}>
      {label}
    </Button>
  );
  const { count } = group;
  if (isLockedOut(group)) return act(t('results.act.sendCalmly'), () => acts.onSendCalmly(group));
  switch (group.problem.action) {
    case 'send-again':
      return act(t('results.act.sendAgain'), () => acts.onSendAgain(group));
    case 'copy-for-admin':
      return <CopyForAdmin load={load} group={group} />;
    case 'leave-out':
      return act(t('results.act.leaveOut', { count }), () => acts.onLeaveOut(group));
    case 'decide':
      return act(t('results.act.look', { count }), () => acts.onFix(group));
    case 'fix':
      return act(t('results.act.fix', { count }), () => acts.onFix(group));
  }
};

/** One cause: how many rows, why, who can help, and the act that helps; the rest behind the dots. */
export const CauseRow = ({ load, group, largest, acts }: Props): ReactElement => {
  const words = problemWords(group.problem);
  const raw = rawWords(group.problem);
  const { owner, action } = group.problem;
  const detailId = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="bh-cause">
      <div>
        <div className="bh-cause-count">{formatCount(group.count)}</div>
        <div className="bh-meter" data-state={group.state} aria-hidden="true">
          <span style={{ inlineSize: `${Math.max(4, (group.count / largest) * 100)}%` }} />
        </div>
      </div>
      <div className="bh-grow">
        <div className="bh-row bh-wrap bh-cause-title">
          <span className="bh-strong">{words.title}</span>
          <span className="bh-tag">
            <Icon name={ownerIcons[owner]} size={14} />
            {t(`results.owner.${owner}`)}
          </span>
          <button
            type="button"
            className="bh-detail-toggle bh-caption"
            aria-expanded={isOpen}
            aria-controls={detailId}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {t('results.detail')}
            <Icon name={isOpen ? 'up' : 'down'} size={14} />
          </button>
        </div>
        <p className="bh-soft">
          {words.why} {words.remedy}
        </p>
        {isOpen && (
          <div className="bh-details" id={detailId}>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys */}
            <pre className="bh-code" tabIndex={0}>
              {raw === '' ? t('results.detail.none') : raw}
            </pre>
            <p className="bh-caption bh-soft">
              {t('results.detail.rows', {
                count: Math.min(5, group.sampleRows.length),
                rows: sampleNumbers(group),
              })}
            </p>
          </div>
        )}
      </div>
      <div className="bh-row bh-cause-acts">
        <MainAct load={load} group={group} acts={acts} />
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon size={28} aria-label={t('results.act.more', { cause: words.title })}>
              <Icon name="dots" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {action !== 'fix' && action !== 'decide' && (
              <Menu.Item onClick={() => acts.onFix(group)}>
                {t('results.act.look', { count: group.count })}
              </Menu.Item>
            )}
            {(action !== 'send-again' || isLockedOut(group)) && canSendAgain(group) && (
              <Menu.Item onClick={() => acts.onSendAgain(group)}>{t('results.act.sendAgain')}</Menu.Item>
            )}
            {action !== 'copy-for-admin' && (
              <CopyButton value={adminText(load, group)}>
                {({ copy }) => <Menu.Item onClick={copy}>{t('results.act.copy')}</Menu.Item>}
              </CopyButton>
            )}
            {action !== 'leave-out' && (
              <Menu.Item onClick={() => acts.onLeaveOut(group)}>
                {t('results.act.leaveOut', { count: group.count })}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
};
