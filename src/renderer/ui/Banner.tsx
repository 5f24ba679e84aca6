import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../lib/text';
import { Icon, type IconName } from './icons';

export type BannerTone = 'warn' | 'error' | 'info';

const icons: Record<BannerTone, IconName> = { warn: 'warning', error: 'warning', info: 'info' };

export type BannerProps = {
  tone: BannerTone;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons that do what the banner says should be done. */
  actions?: ReactNode;
  /** Raw words of Salesforce or the system: folded, with Copy. */
  details?: string | undefined;
};

/** Says in the place it concerns what is wrong, why, and what to do. Errors are announced at once. */
export const Banner = ({ tone, title, children, actions, details }: BannerProps) => (
  <div className={`bh-banner bh-banner-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
    <Icon name={icons[tone]} />
    <div className="bh-grow">
      <p className="bh-strong">{title}</p>
      {children !== undefined && <div className="bh-banner-body">{children}</div>}
      {details !== undefined && details !== '' && (
        <details className="bh-details">
          <summary>{t('shell.details')}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long texts scroll, also by keys */}
          <pre className="bh-code" tabIndex={0}>
            {details}
          </pre>
          <CopyButton value={details}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
                onClick={copy}
              >
                {copied ? t('shell.copied') : t('shell.copy')}
              </Button>
            )}
          </CopyButton>
        </details>
      )}
    </div>
    {actions !== undefined && <div className="bh-banner-actions">{actions}</div>}
  </div>
);
