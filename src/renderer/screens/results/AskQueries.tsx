import { useState, type ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { t } from '../../lib/text';
import { openQuery } from '../../state/exports';
import { useOrg } from '../../state/orgs';
import { Button, CopyButton } from '../../ui/kit';

/** The queries by which a person can look for the rows without Bulkhead, each once. */
export const queriesOf = (groups: readonly ProblemGroup[]): string[] => [
  ...new Set(
    groups
      .filter(({ state }) => state === 'no_verdict')
      .map(({ problem }) => String(problem.params['query'] ?? ''))
      .filter((query) => query !== ''),
  ),
];

type Props = {
  load: LoadView;
  queries: readonly string[];
  /** There is no other way to find the rows, so nobody should have to look for this one. */
  isOnlyWay: boolean;
};

/** The queries that find what the rows may have left in the org, to copy or to export. */
export const AskQueries = ({ load, queries, isOnlyWay }: Props): ReactElement | null => {
  const [isOpen, setOpen] = useState(isOnlyWay);
  const isHere = useOrg()?.id === load.org.id;
  if (queries.length === 0) return null;
  return (
    <details
      className="bh-details"
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t('ask.query')}</summary>
      {queries.map((query) => (
        <div key={query} className="bh-stack bh-stack-2">
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys */}
          <pre className="bh-code" tabIndex={0}>
            {query}
          </pre>
          <div className="bh-row bh-wrap">
            <CopyButton value={query} timeout={3000}>
              {({ copied, copy }) => (
                <Button size="compact-sm" onClick={copy}>
                  {t(copied ? 'results.act.copied' : 'ask.query.copy')}
                </Button>
              )}
            </CopyButton>
            {isHere && (
              <Button
                size="compact-sm"
                onClick={() => {
                  openQuery(load.org.id, query);
                }}
              >
                {t('ask.query.export')}
              </Button>
            )}
          </div>
        </div>
      ))}
    </details>
  );
};
