import { ActionIcon, Button, Drawer, Kbd, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { focusOnArrival } from '../lib/focus-on-arrival';
import { hotkeyForReaders, hotkeyHint, useHotkey } from '../lib/hotkeys';
import { t } from '../lib/text';
import { Icon } from './icons';

export type StepFoot = {
  back?: { label?: string; onClick: () => void };
  /** What is safe, saved or meant, in small words. */
  note?: ReactNode;
  secondary?: ReactNode;
  /** The one filled button; it also answers to Ctrl/Cmd+Enter unless `hotkey` is false. */
  primary?: { label: string; onClick: () => void; busy?: boolean; hotkey?: boolean };
  /** An act that destroys or stops, at the left beside Back. */
  danger?: ReactNode;
};

export type StepFrameProps = {
  /** The one sentence that is the answer of this screen. */
  sentence: ReactNode;
  sub?: ReactNode;
  /** A sign before the sentence. */
  mark?: ReactNode;
  /** Small acts at the right of the sentence. */
  actions?: ReactNode;
  /** Detail of what is chosen in the main area: a right column, below 1100 px a drawer. */
  aside?: ReactNode;
  /** What the drawer and its button are called. */
  asideLabel?: string;
  /** How often the aside was asked for: below 1100 px each time opens its drawer. */
  asideAsked?: number;
  /** Opens the drawer, where there is one, each time it changes. */
  asideKey?: string | number;
  /** The content fills the height and scrolls inside itself; otherwise the whole area scrolls. */
  fill?: boolean;
  foot: StepFoot;
  children: ReactNode;
};

const FootBar = ({ foot }: { foot: StepFoot }) => {
  const { back, primary } = foot;
  const withHotkey = primary !== undefined && primary.hotkey !== false;
  useHotkey('goOn', () => primary?.onClick(), withHotkey && primary?.busy !== true);
  return (
    <footer className="bh-foot">
      {back !== undefined && (
        <Button variant="subtle" color="gray" leftSection={<Icon name="back" />} onClick={back.onClick}>
          {back.label ?? t('shell.back')}
        </Button>
      )}
      {foot.danger}
      {foot.note !== undefined && <span className="bh-foot-note">{foot.note}</span>}
      <span className="bh-foot-end">
        {foot.secondary}
        {primary !== undefined && (
          <Button
            variant="filled"
            onClick={primary.onClick}
            loading={primary.busy ?? false}
            {...(withHotkey
              ? {
                  'aria-keyshortcuts': hotkeyForReaders('goOn'),
                  rightSection: (
                    <Kbd className="bh-kbd-on-accent" aria-hidden>
                      {hotkeyHint('goOn')}
                    </Kbd>
                  ),
                }
              : {})}
          >
            {primary.label}
          </Button>
        )}
      </span>
    </footer>
  );
};

/**
 * The frame of every step: the sentence, the work, the detail beside it, and the foot. The sentence takes the
 * focus when the step opens, so that a screen reader starts with the answer, and again when an act has changed it
 * whose button lost the focus while it was busy.
 */
export const StepFrame = (props: StepFrameProps) => {
  const { aside, asideKey } = props;
  const asideLabel = props.asideLabel ?? t('shell.details');
  const isNarrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false });
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const { asideAsked = 0 } = props;
  const [heard, setHeard] = useState(asideAsked);
  if (heard !== asideAsked) {
    setHeard(asideAsked);
    setDrawerOpen(true);
  }
  const [seenKey, setSeenKey] = useState(asideKey);
  if (seenKey !== asideKey) {
    setSeenKey(asideKey);
    if (isNarrow) setDrawerOpen(true);
  }

  const heading = useRef<HTMLHeadingElement>(null);
  // As a ref, so that what a screen gives the focus to when it opens comes after it.
  const arrive = useCallback((element: HTMLHeadingElement | null): void => {
    heading.current = element;
    focusOnArrival(element);
  }, []);
  const said = useRef(props.sentence);
  useEffect(() => {
    if (said.current !== props.sentence && document.activeElement === document.body)
      focusOnArrival(heading.current);
    said.current = props.sentence;
  });

  const hasAside = aside !== undefined && aside !== null && aside !== false;
  return (
    <>
      <main className={props.fill === true ? 'bh-main bh-main-fill' : 'bh-main'}>
        <div className="bh-head">
          {props.mark}
          <div className="bh-grow">
            <h1 className="bh-sentence" ref={arrive} tabIndex={-1}>
              {props.sentence}
            </h1>
            {props.sub !== undefined && <p className="bh-sub">{props.sub}</p>}
          </div>
          {props.actions}
          {hasAside && isNarrow && (
            <Tooltip label={asideLabel}>
              <ActionIcon
                variant="default"
                size={36}
                aria-label={asideLabel}
                aria-expanded={isDrawerOpen}
                onClick={() => setDrawerOpen(true)}
              >
                <Icon name="panel" size={20} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
        <div className={hasAside && !isNarrow ? 'bh-columns' : 'bh-column'}>
          <div className="bh-work">{props.children}</div>
          {hasAside && !isNarrow && (
            <aside className="bh-aside" aria-label={asideLabel}>
              {aside}
            </aside>
          )}
        </div>
        {hasAside && isNarrow && (
          <Drawer
            opened={isDrawerOpen}
            onClose={() => setDrawerOpen(false)}
            position="right"
            size={400}
            title={asideLabel}
            closeButtonProps={{ 'aria-label': t('shell.close') }}
          >
            <div className="bh-stack">{aside}</div>
          </Drawer>
        )}
      </main>
      <FootBar foot={props.foot} />
    </>
  );
};
