import type { ReactElement } from 'react';
import { Card } from '../../ui/Card';

export type OptionChoice<V extends string> = { value: V; label: string; what: string };

type Props<V extends string> = {
  name: string;
  title: string;
  /** What the file holds of it, a count in words, or what else there is to know first. */
  note?: string;
  value: V;
  choices: readonly OptionChoice<V>[];
  onChoose: (value: V) => void;
};

/** One question with its answers, each with one sentence of what it does. */
export const OptionFields = <V extends string>(props: Props<V>): ReactElement => (
  <fieldset className="bh-option">
    <legend className="bh-h">{props.title}</legend>
    {props.note !== undefined && <p className="bh-soft">{props.note}</p>}
    <div className="bh-option-choices">
      {props.choices.map((choice) => (
        <label className="bh-pick" key={choice.value}>
          <input
            type="radio"
            name={props.name}
            value={choice.value}
            checked={props.value === choice.value}
            onChange={() => {
              props.onChoose(choice.value);
            }}
          />
          <span className="bh-pick-name">{choice.label}</span>
          <span className="bh-pick-what">{choice.what}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

/** A question in a card of its own. */
export const OptionGroup = <V extends string>(props: Props<V>): ReactElement => (
  <Card>
    <OptionFields {...props} />
  </Card>
);
