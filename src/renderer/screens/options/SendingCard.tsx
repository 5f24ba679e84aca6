import { useState, type ReactElement, type Ref } from 'react';
import { defaultLoadOptions, type LoadOptions, type LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { Banner } from '../../ui/Banner';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/icons';
import { useNavigation } from '../../state/navigation';
import { Button } from '../../ui/kit';
import { AdvancedSending } from './AdvancedSending';
import type { PlannedWay } from './use-planned-way';
import { reasonWords, wayName } from './way-words';

const { api, mode, batchSize, allOrNone, duplicateSave, assignmentRuleId, traceField } = defaultLoadOptions;
/** What leaves the way to the program. */
const unchosen = { api, mode, batchSize, allOrNone, duplicateSave };

const isChosen = (options: LoadOptions): boolean =>
  options.assignmentRuleId !== assignmentRuleId ||
  options.traceField !== traceField ||
  (Object.keys(unchosen) as (keyof typeof unchosen)[]).some((name) => options[name] !== unchosen[name]);

type Props = {
  load: LoadView;
  options: LoadOptions;
  planned: PlannedWay | null;
  onChange: (part: Partial<LoadOptions>) => void;
  /** The notice that choices can't be had together. */
  conflictRef: Ref<HTMLDivElement>;
};

/** How the rows will go and why; under Advanced, another way. */
export const SendingCard = ({ load, options, planned, onChange, conflictRef }: Props): ReactElement => {
  const isLookedFor = useNavigation(({ lookFor }) => lookFor !== null);
  const [isOpen, setOpen] = useState(isChosen(options) || isLookedFor);
  return (
    <Card title={t('options.how')}>
      <div className="bh-stack">
        {planned === null && <p className="bh-soft">{t('options.how.waiting')}</p>}
        {planned !== null && 'way' in planned && (
          <p className="bh-row bh-top">
            <Icon name="send" />
            <span>
              <span className="bh-medium">{wayName(planned.way)}.</span>{' '}
              <span className="bh-soft">{reasonWords(planned)}</span>
            </span>
          </p>
        )}
        {planned !== null && 'conflict' in planned && (
          <div ref={conflictRef} tabIndex={-1} className="bh-option-conflict">
            <Banner
              tone="warn"
              title={t('options.conflict')}
              actions={
                <Button
                  onClick={() => {
                    onChange(unchosen);
                  }}
                >
                  {t('options.api.auto')}
                </Button>
              }
            >
              {t(`sending.conflict.${planned.conflict}`)}
            </Banner>
          </div>
        )}
        <details
          className="bh-details bh-advanced"
          open={isOpen}
          onToggle={(event) => {
            setOpen(event.currentTarget.open);
          }}
        >
          <summary>{t('options.advanced')}</summary>
          {isOpen && <AdvancedSending load={load} options={options} planned={planned} onChange={onChange} />}
        </details>
      </div>
    </Card>
  );
};
