import { useEffect, useState, type ReactElement } from 'react';
import { buildSoql } from '../../../core/export/build-soql';
import { checkSoql } from '../../../core/export/check-soql';
import { checkFilter } from '../../../core/export/filters';
import type { QueryableObject } from '../../../shared/domain/export';
import type { OrgView } from '../../../shared/domain/org';
import { t } from '../../lib/text';
import {
  changeDraft,
  chooseObject,
  countDraft,
  filtersOf,
  openDraft,
  startExport,
  useExports,
  type ExportDraft,
} from '../../state/exports';
import { fetchDescribed, fetchObjects, useDescribed, useObjects } from '../../state/queryables';
import { useRunCall } from '../../state/run-call';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Select } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';
import { Waiting } from '../../ui/Waiting';
import { longList } from '../match/long-list';
import { FieldPicker } from './FieldPicker';
import { FileCard } from './FileCard';
import { FilterCard } from './FilterCard';
import { SoqlCard } from './SoqlCard';

/** Whether a draft can be asked for as it stands. */
const isComplete = (draft: ExportDraft, object: QueryableObject | null): boolean => {
  if (draft.soql !== null) return !checkSoql(draft.soql).flawed;
  if (object === null || draft.fields.length === 0) return false;
  return draft.filters.every(
    ({ field, operator, values }) =>
      field !== null &&
      checkFilter(
        { field, operator, values },
        object.fields.find(({ name }) => name === field),
      ) === null,
  );
};

const sentenceOf = (draft: ExportDraft, object: QueryableObject | null): string => {
  if (draft.soql !== null) return t('export.sentence.soql');
  if (object === null) return t('export.sentence.start');
  return t('export.sentence.fields', {
    fields: draft.fields.length,
    objects: object.labelPlural,
    filters: draft.filters.length,
  });
};

/** The query that stands for what was chosen so far, to go on writing from. */
const toText = (draft: ExportDraft, object: QueryableObject | null): string => {
  if (object === null || !isComplete(draft, object)) return 'SELECT Id FROM ';
  return buildSoql({
    object: object.name,
    fields: draft.fields,
    filters: filtersOf(draft),
    known: object.fields,
  });
};

const ObjectSelect = ({ orgId, chosen }: { orgId: string; chosen: string | null }): ReactElement => {
  const { value: objects, error } = useObjects(orgId);
  if (error !== null) {
    return (
      <ErrorNotice
        error={error}
        actions={<Button onClick={() => void fetchObjects(orgId)}>{t('shell.tryAgain')}</Button>}
      />
    );
  }
  if (objects === null) return <Waiting word={t('export.waiting.objects')} rows={1} />;
  return (
    <Select
      {...longList}
      className="bh-export-object"
      label={t('export.object')}
      placeholder={t('export.object.choose')}
      nothingFoundMessage={t('export.object.notFound')}
      searchable
      allowDeselect={false}
      limit={200}
      data={objects.map(({ name, label }) => ({
        value: name,
        label: label === name ? label : `${label} (${name})`,
      }))}
      value={chosen}
      onChange={(name) => {
        if (name !== null && name !== chosen) chooseObject(name);
      }}
    />
  );
};

/** What is asked for: an object, its fields, conditions, and the kind of file; or a query of one's own. */
export const ExportBuilder = ({ org }: { org: OrgView }): ReactElement => {
  const { draft, count } = useExports();
  const { value: object, error } = useDescribed(org.id, draft.soql === null ? draft.object : null);
  const [isTried, setTried] = useState(false);
  const counting = useRunCall();
  const starting = useRunCall();
  useEffect(() => openDraft(org.id), [org.id]);

  const complete = isComplete(draft, object);
  const act = (run: () => void): void => {
    setTried(!complete);
    if (complete) run();
  };
  const soqlObject = draft.soql === null ? null : checkSoql(draft.soql);
  const objectName = soqlObject === null ? (object?.name ?? '') : soqlObject.flawed ? '' : soqlObject.object;

  return (
    <PageFrame
      sentence={sentenceOf(draft, object)}
      sub={count === null ? t('export.sub.start') : <output>{t('export.sub.counted', { count })}</output>}
      actions={
        <span className="bh-row bh-wrap">
          <Button
            loading={counting.pending}
            onClick={() => act(() => void counting.runCall(async () => countDraft(org.id)))}
          >
            {t('export.count')}
          </Button>
          <Button
            variant="filled"
            loading={starting.pending}
            onClick={() => act(() => void starting.runCall(async () => startExport(org.id, objectName)))}
          >
            {t('export.start')}
          </Button>
        </span>
      }
    >
      {counting.error !== null && <ErrorNotice error={counting.error} />}
      {starting.error !== null && <ErrorNotice error={starting.error} />}
      <div className="bh-export">
        {draft.soql === null ? (
          <Card
            title={t('export.fields')}
            note={
              object !== null &&
              t('export.fields.note', { chosen: draft.fields.length, all: object.fields.length })
            }
            actions={
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => changeDraft({ soql: toText(draft, object) })}
              >
                {t('export.advanced')}
              </Button>
            }
          >
            <div className="bh-stack">
              <ObjectSelect orgId={org.id} chosen={draft.object} />
              {isTried && draft.object === null && (
                <p className="bh-warn-text" role="alert">
                  {t('export.object.choose')}.
                </p>
              )}
              {error !== null && draft.object !== null && (
                <ErrorNotice
                  error={error}
                  actions={
                    <Button onClick={() => void fetchDescribed(org.id, draft.object ?? '')}>
                      {t('shell.tryAgain')}
                    </Button>
                  }
                />
              )}
              {draft.object !== null && object === null && error === null && (
                <Waiting word={t('export.waiting.fields', { object: draft.object })} rows={6} />
              )}
              {object !== null && <FieldPicker orgId={org.id} object={object} isTried={isTried} />}
            </div>
          </Card>
        ) : (
          <SoqlCard soql={draft.soql} isTried={isTried} />
        )}
        <div className="bh-export-side">
          {draft.soql === null && object !== null && <FilterCard object={object} isTried={isTried} />}
          <FileCard />
        </div>
      </div>
    </PageFrame>
  );
};
