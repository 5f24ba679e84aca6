import type { ReactElement } from 'react';
import { checkSoql } from '../../../core/export/check-soql';
import { t } from '../../lib/text';
import { changeDraft } from '../../state/exports';
import { Card } from '../../ui/Card';
import { Button, Textarea } from '../../ui/kit';

/** A query in a person's own words, with what stands in its way named while it is written. */
export const SoqlCard = ({ soql, isTried }: { soql: string; isTried: boolean }): ReactElement => {
  const check = checkSoql(soql);
  // What has hardly been begun is not wrong yet.
  const isShown = isTried || soql.length > 20;
  return (
    <Card
      title={t('export.query')}
      actions={
        <Button size="compact-sm" variant="subtle" onClick={() => changeDraft({ soql: null })}>
          {t('export.simple')}
        </Button>
      }
    >
      <div className="bh-stack bh-stack-2">
        <Textarea
          label={t('export.query.label')}
          description={t('export.query.hint')}
          classNames={{ input: 'bh-export-query' }}
          autosize
          minRows={8}
          maxRows={20}
          spellCheck={false}
          value={soql}
          onChange={(event) => changeDraft({ soql: event.currentTarget.value })}
          error={check.flawed && isShown ? t(`export.soql.${check.problem}`) : null}
        />
        {!check.flawed &&
          check.notes.map((note) => (
            <p key={note} className="bh-soft">
              {t(`export.soql.${note}`)}
            </p>
          ))}
      </div>
    </Card>
  );
};
