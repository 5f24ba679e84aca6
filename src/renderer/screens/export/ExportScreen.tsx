import type { ReactElement } from 'react';
import { t } from '../../lib/text';
import { useExports } from '../../state/exports';
import { go } from '../../state/navigation';
import { useOrg, useOrgs } from '../../state/orgs';
import { EmptyState } from '../../ui/EmptyState';
import { Button } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';
import { Waiting } from '../../ui/Waiting';
import { ExportBuilder } from './ExportBuilder';
import { ExportRun } from './ExportRun';
import './export.css';

/** Records out of the org into a file: what is asked for, then how the asking goes. */
export const ExportScreen = (): ReactElement => {
  const org = useOrg();
  const isKnown = useOrgs((state) => state.known);
  const { view, dismissed } = useExports();
  if (view !== null && view.id !== dismissed) return <ExportRun view={view} />;
  if (org !== null) return <ExportBuilder key={org.id} org={org} />;
  return (
    <PageFrame sentence={t('export.sentence.start')} sub={t('export.sub.start')}>
      {isKnown ? (
        <EmptyState
          icon="lock"
          title={t('export.signedOut.title')}
          actions={
            <Button variant="filled" onClick={() => go({ screen: 'load', loadId: null, step: 'file' })}>
              {t('export.signedOut.connect')}
            </Button>
          }
        >
          {t('export.signedOut.why')}
        </EmptyState>
      ) : (
        <Waiting word={t('shell.starting')} />
      )}
    </PageFrame>
  );
};
