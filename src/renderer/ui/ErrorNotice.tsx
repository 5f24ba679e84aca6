import type { ReactNode } from 'react';
import type { AppError } from '../../shared/errors/app-error';
import { explainError } from '../lib/explain-error';
import { Banner } from './Banner';

type ErrorNoticeProps = {
  error: AppError;
  actions?: ReactNode;
  /** What holds in spite of it. */
  children?: ReactNode;
};

/** What stopped the work: what happened, why, what to do; the raw words and the code under Details. */
export const ErrorNotice = ({ error, actions, children }: ErrorNoticeProps) => {
  const words = explainError(error);
  return (
    <Banner
      tone="error"
      title={words.title}
      actions={actions}
      details={error.detail === undefined ? error.code : `${error.code}\n${error.detail}`}
    >
      {words.why} {words.remedy} {children}
    </Banner>
  );
};
