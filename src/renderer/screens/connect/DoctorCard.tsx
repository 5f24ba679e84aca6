import { useEffect, useId, useRef, useState } from 'react';
import type { CallInput } from '../../../shared/contract';
import type { DoctorLine, DoctorReport } from '../../../shared/domain/doctor';
import type { OrgView } from '../../../shared/domain/org';
import { explainError } from '../../lib/explain-error';
import { t } from '../../lib/text';
import { useFilledIn } from '../../state/connect-form';
import { checkConnection, useDoctorReport } from '../../state/doctor';
import { useNavigation } from '../../state/navigation';
import { useOrgs } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { useAppInfo } from '../../state/settings';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon, type IconName } from '../../ui/icons';
import { Button, CopyButton, Loader, Select } from '../../ui/kit';
import { readLineError, sayFinding, sayReport, writeReport } from './doctor-words';
import './doctor.css';

const marks: Record<Exclude<DoctorLine['state'], 'checking'>, IconName> = {
  ok: 'checked',
  failing: 'warning',
  unchecked: 'dots',
  waiting: 'dots',
};

const Line = ({ line }: { line: DoctorLine }) => {
  const { check, state } = line;
  const error = readLineError(line);
  const words = error === null ? null : explainError(error);
  return (
    <li className="bh-doctor-line" data-state={state}>
      {state === 'checking' ? <Loader size={16} aria-hidden /> : <Icon name={marks[state]} />}
      <div className="bh-grow">
        <p className="bh-row bh-wrap">
          <span className="bh-medium">{t(`doctor.${check}`)}</span>
          <span className="bh-caption bh-doctor-state bh-end">{t(`doctor.state.${state}`)}</span>
        </p>
        {words === null ? (
          <p className="bh-soft">{sayFinding(line)}</p>
        ) : (
          <>
            <p>
              {words.title}. {words.why}
            </p>
            <p className="bh-medium">{words.remedy}</p>
            <details className="bh-details">
              <summary>{t('shell.details')}</summary>
              <pre className="bh-code">{`${error?.code}\n${error?.detail ?? ''}`}</pre>
            </details>
          </>
        )}
      </div>
    </li>
  );
};

const Report = ({ report }: { report: DoctorReport }) => {
  const version = useAppInfo()?.version ?? '';
  const top = useRef<HTMLOutputElement>(null);
  const isFresh = report.isRunning;
  useEffect(() => {
    if (isFresh) top.current?.scrollIntoView({ block: 'nearest' });
  }, [isFresh]);
  return (
    <>
      <output className="bh-strong" ref={top}>
        {sayReport(report)}
      </output>
      <ol className="bh-doctor-lines">
        {report.lines.map((line) => (
          <Line key={line.check} line={line} />
        ))}
      </ol>
      {!report.isRunning && (
        <CopyButton value={writeReport(report, version)}>
          {({ copied, copy }) => (
            <div>
              <Button leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
                {copied ? t('doctor.copied') : t('doctor.copy')}
              </Button>
            </div>
          )}
        </CopyButton>
      )}
    </>
  );
};

type Choice = { label: string; host: string; orgId: string | null; target: CallInput<'doctor.check'> };

const toChoice = (org: OrgView): Choice => ({
  label: org.name,
  host: new URL(org.loginUrl).host,
  orgId: org.id,
  target: { orgId: org.id },
});

/** Which connections can be checked: the one that is filled in, and those of the known orgs. */
const useChoices = (): { choices: Choice[]; meant: Choice | null } => {
  const { target, address, clientId } = useFilledIn();
  const orgs = useOrgs((state) => state.list);
  const connectTo = useNavigation((place) => place.connectTo);
  const ofOrgs = orgs.map(toChoice);
  const filledIn = target.ok
    ? { label: target.host, host: target.host, orgId: null, target: { address, clientId } }
    : null;
  const choices = [...(filledIn === null ? [] : [filledIn]), ...ofOrgs];
  return { choices, meant: ofOrgs.find(({ orgId }) => orgId === connectTo) ?? filledIn ?? ofOrgs[0] ?? null };
};

/** Where a connection breaks, from the name of the login host to what the org still allows today. */
export const DoctorCard = () => {
  const id = useId();
  const { choices, meant } = useChoices();
  const [chosen, setChosen] = useState<string | null>(null);
  const { report } = useDoctorReport();
  const { pending, error, runCall } = useRunCall();
  const choice = choices.find(({ label }) => label === chosen) ?? meant;
  // A report about another connection than the one that is chosen would only mislead.
  const shown =
    report !== null && report.orgId === choice?.orgId && report.host === choice.host ? report : null;
  const isRunning = pending || shown?.isRunning === true;
  return (
    <Card className="bh-doctor">
      <section className="bh-stack" aria-labelledby={id}>
        <div>
          <h2 className="bh-title" id={id}>
            {t('doctor.title')}
          </h2>
          <p className="bh-soft">{choice === null ? t('doctor.none') : t('doctor.why')}</p>
        </div>
        {choice !== null && (
          <div className="bh-row bh-wrap">
            {choices.length > 1 && (
              <Select
                aria-label={t('doctor.which')}
                data={[...new Set(choices.map(({ label }) => label))]}
                value={choice.label}
                allowDeselect={false}
                onChange={setChosen}
              />
            )}
            <Button
              leftSection={isRunning ? null : <Icon name={shown === null ? 'play' : 'refresh'} />}
              loading={isRunning}
              onClick={() => void runCall(() => checkConnection(choice.target))}
            >
              {shown === null ? t('doctor.check', { host: choice.host }) : t('doctor.again')}
            </Button>
          </div>
        )}
        {error !== null && <ErrorNotice error={error} />}
        {shown !== null && <Report report={shown} />}
      </section>
    </Card>
  );
};
