import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';

type ChoiceButtonsProps<V extends string> = {
  /** What is decided, for readers. */
  label: string;
  /** Null while nothing is decided. */
  value: V | null;
  choices: readonly { value: V; label: string }[];
  disabled: boolean;
  onChoose: (value: V) => void;
};

/** A few ways to go on, side by side; the chosen one is marked. */
export const ChoiceButtons = <V extends string>(props: ChoiceButtonsProps<V>) => (
  <fieldset className="bh-choices">
    <legend className="bh-hidden">{props.label}</legend>
    {props.choices.map((choice) => {
      const isChosen = choice.value === props.value;
      return (
        <Button
          key={choice.value}
          size="compact-sm"
          variant={isChosen ? 'light' : 'default'}
          aria-pressed={isChosen}
          disabled={props.disabled}
          {...(isChosen ? { leftSection: <Icon name="check" size={14} /> } : {})}
          onClick={() => props.onChoose(choice.value)}
        >
          {choice.label}
        </Button>
      );
    })}
  </fieldset>
);
