import type { ReactNode } from 'react';
import { focusOnArrival } from '../lib/focus-on-arrival';

type PageFrameProps = {
  sentence: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
  /** Each change brings the focus back to the sentence: for acts whose own button is gone afterwards. */
  focusKey?: number;
  children: ReactNode;
};

/** The frame of a screen that is no step: the sentence, its acts, and content that scrolls as a whole. */
export const PageFrame = ({ sentence, sub, actions, focusKey, children }: PageFrameProps) => (
  <main className="bh-main bh-main-page">
    <div className="bh-head">
      <div className="bh-grow">
        <h1 className="bh-sentence" key={focusKey} ref={focusOnArrival} tabIndex={-1}>
          {sentence}
        </h1>
        {sub !== undefined && <p className="bh-sub">{sub}</p>}
      </div>
      {actions}
    </div>
    {children}
  </main>
);
