import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { Operation } from '../../../shared/domain/sobject';
import { call } from '../../lib/api';
import { t, type MessageKey } from '../../lib/text';
import { useDescribe, useObjects } from '../../state/descriptions';
import { putLoad } from '../../state/loads';
import { go } from '../../state/navigation';
import { useRunCall } from '../../state/run-call';
import { AgeLine } from '../../ui/AgeLine';
import { Banner } from '../../ui/Banner';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { StepFrame } from '../../ui/StepFrame';
import { Waiting } from '../../ui/Waiting';
import { orgName } from '../review/use-send';
import { FindBy } from './FindBy';
import { KeyPicker } from './KeyPicker';
import { isAllowed, listFindable, listKeys } from './object-choice';
import { ObjectList } from './ObjectList';
import { OperationCards } from './OperationCards';
import './object.css';

const articleOf = (word: string): string => (/^[aeiou]/i.test(word) ? 'an' : 'a');

/** What the rows are, and what should happen with them. */
export const ObjectScreen = ({ load }: { load: LoadView }): ReactElement => {
  const list = useObjects(load.org.id);
  const objects = list.value?.objects ?? null;
  const [name, setName] = useState(load.target?.object ?? null);
  const [operation, setOperation] = useState<Operation | null>(load.target?.operation ?? null);
  const [chosenKey, setChosenKey] = useState<string | null>(load.target?.externalId ?? null);
  const [byField, setByField] = useState(load.target?.findBy !== undefined);
  const [chosenField, setChosenField] = useState<string | null>(load.target?.findBy ?? null);
  const [hasChosen, setChosen] = useState(false);
  const [missing, setMissing] = useState<MessageKey | null>(null);
  const { pending, error, runCall } = useRunCall();

  const object = objects?.find((known) => known.name === name) ?? null;
  const described = useDescribe(load.org.id, object?.name ?? null);
  const keys = useMemo(
    () => (described.value === null ? null : listKeys(described.value, load.sheet.columns)),
    [described.value, load.sheet.columns],
  );
  // The key the file suits best stands in until a person chooses; a key of another object counts for nothing.
  const ownKey = keys?.find((key) => key.name === chosenKey)?.name;
  const proposed = keys?.find((key) => key.fit !== null) ?? (keys?.length === 1 ? keys[0] : undefined);
  const externalId = ownKey ?? proposed?.name ?? null;
  const findable = useMemo(
    () => (described.value === null ? null : listFindable(described.value, load.sheet.columns)),
    [described.value, load.sheet.columns],
  );
  const findBy =
    findable?.find(({ name: known }) => known === chosenField)?.name ??
    findable?.find(({ fit }) => fit !== null)?.name ??
    null;
  const act = object !== null && operation !== null && isAllowed(object, operation) ? operation : null;

  const finds = act === 'update' || act === 'delete';

  // What is asked next stands below the choice that asks it, which a low window would hide.
  const question = useRef<HTMLDivElement>(null);
  const asked = [act, byField, findBy, externalId, described.value === null].join();
  const shown = useRef(asked);
  useEffect(() => {
    if (hasChosen && shown.current !== asked) question.current?.scrollIntoView({ block: 'nearest' });
    shown.current = asked;
  }, [hasChosen, asked]);

  const setTarget = async (): Promise<void> => {
    if (object === null) setMissing('object.missing.object');
    else if (act === null) setMissing('object.missing.operation');
    else if (act === 'upsert' && externalId === null) setMissing('object.missing.key');
    else if (finds && byField && findBy === null) setMissing('object.missing.field');
    else {
      const field = finds && byField && findBy !== null ? { findBy } : {};
      const key = act === 'upsert' && externalId !== null ? { externalId } : field;
      const view = await runCall(() =>
        call('loads.setTarget', { loadId: load.id, object: object.name, operation: act, ...key }),
      );
      if (view === undefined) return;
      putLoad(view);
      go({ step: 'match' });
    }
  };

  const sentence =
    object === null
      ? t('object.sentence.choose')
      : act === null
        ? t('object.sentence.act', { object: object.labelPlural })
        : t('object.sentence.done', {
            operation: act,
            object: object.label,
            article: articleOf(object.label),
          });

  return (
    <StepFrame
      fill
      sentence={sentence}
      sub={
        <>
          <span>{t('object.sub', { rows: load.sheet.rows, file: load.sheet.name, org: orgName(load) })}</span>
          <AgeLine known={list} words="object.asOf" />
        </>
      }
      foot={{
        back: {
          onClick: () => {
            go({ step: 'file' });
          },
        },
        ...(load.target === null ? {} : { note: t('object.relearn') }),
        primary: { label: t('object.foot'), onClick: () => void setTarget(), busy: pending },
      }}
    >
      {error !== null && <ErrorNotice error={error} />}
      {missing !== null && <Banner tone="warn" title={t(missing)} />}
      {list.error !== null && (
        <ErrorNotice
          error={list.error}
          actions={<Button onClick={list.retry}>{t('shell.tryAgain')}</Button>}
        />
      )}
      {objects === null && list.error === null && (
        <Card>
          <Waiting word={t('object.waiting', { org: load.org.name })} rows={6} />
        </Card>
      )}
      {objects !== null && (
        <div className="bh-object-columns">
          <ObjectList
            objects={objects}
            chosen={name}
            onChoose={(next) => {
              setMissing(null);
              setName(next.name);
            }}
          />
          {object !== null && (
            <div className="bh-stack bh-object-act">
              <OperationCards
                object={object}
                chosen={act}
                onChoose={(next) => {
                  setMissing(null);
                  setChosen(true);
                  setOperation(next);
                }}
              />
              {(act === 'upsert' || finds) && (
                <div ref={question}>
                  <Card>
                    {described.error !== null && (
                      <ErrorNotice
                        error={described.error}
                        actions={<Button onClick={described.retry}>{t('shell.tryAgain')}</Button>}
                      />
                    )}
                    {keys === null && described.error === null && (
                      <Waiting word={t('object.describing', { object: object.label })} rows={2} />
                    )}
                    {keys !== null && act === 'upsert' && (
                      <KeyPicker
                        label={t('key.list')}
                        what={t('key.what')}
                        none={t('key.none', { objects: object.labelPlural })}
                        keys={keys}
                        rows={load.sheet.rows}
                        chosen={externalId}
                        onChoose={(key) => {
                          setMissing(null);
                          setChosenKey(key);
                        }}
                      />
                    )}
                    {findable !== null && finds && (
                      <FindBy
                        objects={object.labelPlural}
                        fields={findable}
                        rows={load.sheet.rows}
                        chosen={findBy}
                        byField={byField}
                        onByField={(next) => {
                          setMissing(null);
                          setChosen(true);
                          setByField(next);
                        }}
                        onChoose={(field) => {
                          setMissing(null);
                          setChosenField(field);
                        }}
                      />
                    )}
                  </Card>
                </div>
              )}
            </div>
          )}
        </div>
      )}
    </StepFrame>
  );
};
