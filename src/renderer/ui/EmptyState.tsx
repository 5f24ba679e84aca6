import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';

/** One sentence of what will be here, and the act that brings it. */
export const EmptyState = (props: {
  icon?: IconName;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) => (
  <div className="bh-empty">
    {props.icon !== undefined && <Icon name={props.icon} size={32} />}
    <p className="bh-title">{props.title}</p>
    {props.children !== undefined && <div className="bh-soft">{props.children}</div>}
    {props.actions !== undefined && <div className="bh-row bh-wrap bh-center">{props.actions}</div>}
  </div>
);
