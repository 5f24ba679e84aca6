import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { AppError } from '../../shared/errors/app-error';
import { t } from '../lib/text';
import { ErrorNotice } from './ErrorNotice';

type Props = { children: ReactNode };

/** Keeps the shell standing when a screen breaks. React offers this to classes only. */
export class ScreenBoundary extends Component<Props, { broken: AppError | null }> {
  override state = { broken: null as AppError | null };

  static getDerivedStateFromError(thrown: unknown): { broken: AppError } {
    return { broken: new AppError('app.unexpected', {}, { detail: String(thrown), cause: thrown }) };
  }

  override render(): ReactNode {
    if (this.state.broken === null) return this.props.children;
    return (
      <main className="bh-main">
        <ErrorNotice
          error={this.state.broken}
          actions={<Button onClick={() => this.setState({ broken: null })}>{t('shell.tryAgain')}</Button>}
        />
      </main>
    );
  }
}
