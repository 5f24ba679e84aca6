import { Menu, UnstyledButton } from '@mantine/core';
import { t } from '../lib/text';
import { Icon } from './icons';

export type ChipProps<V extends string> = {
  /** What is read this way: "Letters". */
  label: string;
  value: V;
  choices: readonly { value: V; label: string }[];
  /** What was found that speaks for it: "18 columns in every row". */
  evidence?: string;
  busy?: boolean;
  /** Shown, but not to be changed any more. */
  readOnly?: boolean;
  onChoose: (value: V) => void;
};

/** One part of how a file is read: the guess, what speaks for it, and a menu to change it. */
export const Chip = <V extends string>(props: ChipProps<V>) => {
  const { label, value, choices, evidence } = props;
  const valueLabel = choices.find((choice) => choice.value === value)?.label ?? value;
  const face = (
    <>
      <span className="bh-chip-label">
        {label}
        {props.readOnly !== true && <Icon name="down" size={14} />}
      </span>
      <span className="bh-chip-value">{valueLabel}</span>
      {evidence !== undefined && <span className="bh-chip-evidence">{evidence}</span>}
    </>
  );
  if (props.readOnly === true) return <div className="bh-chip bh-chip-fixed">{face}</div>;
  return (
    <Menu position="bottom-start" width="target" disabled={props.busy ?? false}>
      <Menu.Target>
        <UnstyledButton
          className="bh-chip"
          aria-label={t('chip.name', { label, value: valueLabel, evidence: evidence ?? '' })}
          aria-busy={props.busy ?? false}
          aria-disabled={props.busy ?? false}
        >
          {face}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            role="menuitemradio"
            aria-checked={choice.value === value}
            leftSection={<span className="bh-menu-check">{choice.value === value && <Icon name="check" />}</span>}
            onClick={() => {
              if (choice.value !== value) props.onChoose(choice.value);
            }}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
