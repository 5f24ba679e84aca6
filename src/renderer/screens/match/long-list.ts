import './long-list.css';

/**
 * For a Select whose list is longer than its box: the list itself scrolls, not a frame around it, so that the
 * region that scrolls is the one the box controls and every option can be reached and announced.
 */
export const longList = { withScrollArea: false, classNames: { options: 'bh-long-list' } } as const;
