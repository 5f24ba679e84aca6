import { toMappingTarget } from '../../../core/mapping/offered-fields';
import { sharedRecordProblem } from '../../../core/preflight/name-record';
import { createRowChecker, repeatedKeyProblem, type RowChecker } from '../../../core/preflight/check-row';
import { findLastingDamage } from '../../../core/preflight/treat-damage';
import { groupKeyOf } from '../../../core/problems/group';
import { excludedByPerson } from '../../../core/problems/verdicts';
import type { RowProblem } from '../../../shared/domain/problem';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { text } from '../../../shared/messages/format';
import type { LoadDoc } from '../../store/load-doc';
import type { NewStanding } from '../../store/row-states';
import type { MatchedRow } from './find-records';
import type { KeyBook } from './key-book';

/** The checker for a load whose target and mapping are complete. */
export const openChecker = (doc: LoadDoc, object: LoadableObject | null): RowChecker => {
  if (doc.target === null || object === null) throw new AppError('load.incomplete');
  return createRowChecker({
    object,
    target: toMappingTarget(doc.target),
    mapping: doc.mapping,
    options: doc.options,
    repairs: doc.repairs,
  });
};

export const toHeld = (row: number, problem: RowProblem): NewStanding => ({
  row,
  state: 'held',
  group: groupKeyOf('held', problem),
  problem,
});

/** A damaged row of a kind that a person left out as a whole. */
export const toLeftOut = (row: number, damage: RowProblem): NewStanding => {
  const problem = excludedByPerson(text('file.choice.reason'), damage);
  return { row, state: 'excluded', group: groupKeyOf('excluded', problem), problem };
};

const toReady = (row: number): NewStanding => ({ row, state: 'ready', group: null, problem: null });

/** The field that names the record. */
const keyField = ({ target }: LoadDoc): { name: string; label: string } =>
  target?.externalId === undefined
    ? { name: 'Id', label: 'Id' }
    : { name: target.externalId, label: target.externalIdLabel ?? target.externalId };

/**
 * Whether a row can go. Repeated keys are held or, where the person chose so, only the last one goes.
 * @param accepted a person let the row go as it was read, so damage no longer holds it
 */
export const judgeRow = (
  doc: LoadDoc,
  checker: RowChecker,
  book: KeyBook,
  row: MatchedRow,
  accepted: boolean,
): { standing: NewStanding; key: string | null; wire: string[] } => {
  const damage = findLastingDamage(doc.options, row, accepted);
  const { problem, key, wire } = checker.check(row.cells, damage, row.match);
  if (problem !== null) return { standing: { ...toHeld(row.row, problem), key }, key, wire };
  const twins = book.rows(key);
  if (twins.length > 1) {
    const last = twins.at(-1) === row.row;
    if (doc.options.repeatedKeys === 'hold' || !last) {
      const field = keyField(doc);
      // Keys are compared without regard to capitals, and shown as the row has them.
      const said = wire[checker.header.indexOf(field.name)] ?? key ?? '';
      const repeated =
        checker.findBy === null
          ? repeatedKeyProblem(said, field, twins)
          : sharedRecordProblem(checker.findBy, key ?? '', twins);
      return { standing: { ...toHeld(row.row, repeated), key }, key, wire };
    }
  }
  return { standing: { ...toReady(row.row), key }, key, wire };
};
