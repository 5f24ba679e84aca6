import { Menu, UnstyledButton } from '@mantine/core';
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
          aria-busy={props.busy ?? false}
          aria-disabled={props.busy ?? false}
        >
          {face}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className="bh-chip-menu" aria-label={label}>
        <Menu.RadioGroup
          value={value}
          onChange={(chosen) => {
            const choice = choices.find((candidate) => candidate.value === chosen);
            if (choice !== undefined && choice.value !== value) props.onChoose(choice.value);
          }}
        >
          {choices.map((choice) => (
            <Menu.RadioItem
              key={choice.value}
              value={choice.value}
              closeMenuOnClick
              checkIcon={<Icon name="check" size={14} />}
            >
              {choice.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
