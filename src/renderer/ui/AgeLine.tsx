import { Button } from '@mantine/core';
import { formatAgo, formatFullMoment, isJustNow, t } from '../lib/text';
import { Icon } from './icons';

export type AgeLineProps = {
  known: { value: { asOf: number } | null; refreshing: boolean; refresh: () => Promise<boolean> };
  /** The sentence; its `ago` is "now" or "2 hours ago". */
  words: 'object.asOf' | 'match.asOf';
  onRefreshed?: () => void;
};

/** Says in small words how old what is shown is, and asks the org for it anew. */
export const AgeLine = ({ known, words, onRefreshed }: AgeLineProps) => {
  if (known.value === null) return null;
  const { asOf } = known.value;
  return (
    <span className="bh-age bh-caption bh-mute">
      <output title={formatFullMoment(asOf)}>
        {t(words, { ago: isJustNow(asOf) ? 'now' : formatAgo(asOf) })}
      </output>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="refresh" size={14} />}
        loading={known.refreshing}
        onClick={() => {
          void known.refresh().then((answered) => answered && onRefreshed?.());
        }}
      >
        {t('shell.refresh')}
      </Button>
    </span>
  );
};
