import { isRunning } from '../../../core/sign-in/step';
import { t } from '../../lib/text';
import { useFilledIn } from '../../state/connect-form';
import { useSignInState } from '../../state/sign-in';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { ActionIcon, Button, CopyButton } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';
import { guideSteps, writeGuide, type GuideStep, type GuideValue } from './guide-steps';
import { KeychainNote } from './KeychainNote';
import { KeyField } from './KeyField';
import { SignInProgress } from './SignInProgress';
import { useBegin } from './use-begin';
import { WherePicker } from './WherePicker';
import './guide.css';

const CopyValue = ({ field, value }: GuideValue) => (
  <CopyButton value={value}>
    {({ copied, copy }) => (
      <>
        <ActionIcon aria-label={t('guide.copy', { what: `${t(field)} ${value}` })} onClick={copy}>
          <Icon name={copied ? 'check' : 'copy'} />
        </ActionIcon>
        <output className="bh-hidden">{copied ? t('guide.copied', { what: t(field) }) : ''}</output>
      </>
    )}
  </CopyButton>
);

const Step = ({ step, number }: { step: GuideStep; number: number }) => (
  <li className="bh-guide-step">
    <span className="bh-guide-number" aria-hidden>
      {number}
    </span>
    <div className="bh-stack bh-stack-2">
      <h2 className="bh-h">{t(`guide.${step.id}.title`)}</h2>
      <p className="bh-soft">{t(`guide.${step.id}.body`)}</p>
      {step.values.map((entry) => (
        <div key={entry.value} className="bh-guide-value">
          <span className="bh-caption bh-mute">{t(entry.field)}</span>
          <span className="bh-guide-text">{entry.value}</span>
          <CopyValue {...entry} />
        </div>
      ))}
      {step.boxes.length > 0 && (
        <ul className="bh-guide-boxes">
          {step.boxes.map((box) => (
            <li key={box}>{t(box)}</li>
          ))}
        </ul>
      )}
      {step.id === 'key' && <KeyStep />}
    </div>
  </li>
);

/** The end of the guide: the key comes back here, and a sign-in proves that everything is as it should be. */
const KeyStep = () => {
  const { pending, error, begin } = useBegin();
  const { target } = useFilledIn();
  const state = useSignInState();
  return (
    <form
      className="bh-stack"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <fieldset className="bh-plain bh-stack" disabled={isRunning(state)}>
        <WherePicker />
        <KeyField />
      </fieldset>
      <KeychainNote />
      {error !== null && <ErrorNotice error={error} />}
      <SignInProgress canRepeat={false} />
      {!isRunning(state) && (
        <div className="bh-row bh-wrap">
          <Button type="submit" variant="filled" loading={pending} rightSection={<Icon name="external" />}>
            {t('guide.key.check')}
          </Button>
          {target.ok && <span className="bh-soft">{t('guide.key.where', { host: target.host })}</span>}
        </div>
      )}
    </form>
  );
};

/** What an admin of the org does once, step by step, with every value to copy. */
export const SetupGuide = ({ onBack }: { onBack: () => void }) => (
  <PageFrame
    sentence={t('guide.sentence')}
    sub={t('guide.sub')}
    actions={
      <Button leftSection={<Icon name="back" />} onClick={onBack}>
        {t('guide.back')}
      </Button>
    }
  >
    <div className="bh-guide">
      <div className="bh-row bh-wrap">
        <span className="bh-soft">{t('guide.notAdmin')}</span>
        <CopyButton value={writeGuide()}>
          {({ copied, copy }) => (
            <Button leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
              {copied ? t('shell.copied') : t('guide.copyAll')}
            </Button>
          )}
        </CopyButton>
      </div>
      <Card flush>
        <ol>
          {guideSteps.map((step, index) => (
            <Step key={step.id} step={step} number={index + 1} />
          ))}
        </ol>
      </Card>
    </div>
  </PageFrame>
);
