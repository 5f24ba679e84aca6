import { useState } from 'react';
import type { PracticeView } from '../../../shared/domain/practice';
import type { AppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { changePractice } from '../../state/practice';
import { useRunCall } from '../../state/run-call';

/** What can take the place of the objects the practice org has. */
export type Source =
  | { kind: 'file'; path: string }
  | { kind: 'org'; orgId: string; objects: readonly string[] }
  | { kind: 'sample' };

export type Company = {
  pending: boolean;
  error: AppError | null;
  /** What the newest act brought, for the card and for screen readers. */
  said: string;
  /** Gives the practice org other objects; whether it has them. */
  takeOver: (source: Source) => Promise<boolean>;
  /** Asks for a file in the system's dialog; null where none was chosen. */
  chooseFile: () => Promise<string | null>;
  clear: () => void;
};

const ask = async (source: Source): Promise<PracticeView> => {
  switch (source.kind) {
    case 'file':
      return call('practice.takeFile', { path: source.path });
    case 'org':
      return call('practice.takeOrg', { orgId: source.orgId, objects: [...source.objects] });
    case 'sample':
      return call('practice.takeSample');
  }
};

const sayTaken = ({ objects }: PracticeView): string =>
  t('practice.company.taken', {
    objects: objects.length,
    fields: objects.reduce((sum, { fields }) => sum + (fields ?? 0), 0),
  });

/** The acts that give the practice org other objects. */
export const useCompany = (): Company => {
  const { pending, error, runCall, clearError } = useRunCall();
  const [said, setSaid] = useState('');
  return {
    pending,
    error,
    said,
    takeOver: async (source) => {
      setSaid('');
      const view = await runCall(() => changePractice(() => ask(source)));
      if (view === undefined) return false;
      setSaid(source.kind === 'sample' ? t('practice.company.sampleBack') : sayTaken(view));
      return true;
    },
    chooseFile: async () => (await runCall(() => call('practice.chooseFile'))) ?? null,
    clear: () => {
      clearError();
      setSaid('');
    },
  };
};
