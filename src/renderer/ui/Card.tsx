import { useId, type ReactNode } from 'react';

export type CardProps = {
  /** Heading of the card's own bar; without one the card has no bar and no name. */
  title?: ReactNode;
  /** Small words beside the title. */
  note?: ReactNode;
  /** At the right end of the bar. */
  actions?: ReactNode;
  /** No padding: for tables and lists that reach the edge. */
  flush?: boolean;
  /** Takes the remaining height and scrolls inside. */
  fill?: boolean;
  className?: string;
  children: ReactNode;
};

export const Card = ({ title, note, actions, flush, fill, className, children }: CardProps) => {
  const id = useId();
  const names = ['bh-card', fill === true ? 'bh-fill' : '', className ?? ''].filter(Boolean).join(' ');
  return (
    <section className={names} {...(title === undefined ? {} : { 'aria-labelledby': id })}>
      {title !== undefined && (
        <header className="bh-card-head">
          <h2 className="bh-h" id={id}>
            {title}
          </h2>
          {note !== undefined && <span className="bh-mute">{note}</span>}
          {actions !== undefined && <span className="bh-end">{actions}</span>}
        </header>
      )}
      <div className={flush === true ? 'bh-card-flush' : 'bh-card-pad'}>{children}</div>
    </section>
  );
};
