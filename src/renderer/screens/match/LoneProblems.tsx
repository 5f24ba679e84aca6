import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { MappingProblem } from '../../../shared/domain/mapping';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Select } from '../../ui/kit';
import { longList } from './long-list';
import { headerName } from './match-rows';

type Props = {
  load: LoadView;
  problems: readonly MappingProblem[];
  onChoose: (column: number, field: string) => void;
};

/** Required fields and keys that no column goes to, each with the columns of the file to choose from. */
export const LoneProblems = ({ load, problems, onChoose }: Props): ReactElement => (
  <ul className="bh-lone" aria-label={t('match.section.decide')}>
    {problems.map((problem) => {
      const { field } = problem;
      const words = t(`match.problem.${problem.code}`, { field: problem.fieldLabel ?? '' });
      return (
        <li key={`${problem.code}-${field ?? ''}`}>
          <span className="bh-row bh-top bh-grow">
            <Icon name="warning" />
            <span className="bh-medium">{words}</span>
          </span>
          {field !== undefined && (
            <Select
              {...longList}
              className="bh-lone-select"
              aria-label={t('match.problem.column', { field: problem.fieldLabel ?? field })}
              placeholder={t('match.problem.choose')}
              searchable
              value={null}
              data={load.mapping.map((entry) => ({ value: String(entry.column), label: headerName(entry) }))}
              onChange={(column) => {
                if (column !== null) onChoose(Number(column), field);
              }}
            />
          )}
        </li>
      );
    })}
  </ul>
);
