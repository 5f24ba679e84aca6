import { Skeleton } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';

/**
 * The shape of what is coming, with a word that says what is being waited for. Shows nothing for the first
 * 300 ms: an answer that comes sooner would only make it flicker.
 */
export const Waiting = ({
  word,
  rows = 3,
  children,
}: {
  word: string;
  rows?: number;
  children?: ReactNode;
}) => {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="bh-waiting" aria-busy>
      <output className="bh-soft">{isLate ? word : ''}</output>
      {isLate &&
        (children ??
          Array.from({ length: rows }, (_, row) => <Skeleton key={row} height={36} radius="sm" />))}
    </div>
  );
};
