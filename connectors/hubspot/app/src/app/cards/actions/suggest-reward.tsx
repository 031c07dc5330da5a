/** @jsxImportSource react */
import { Input, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { toMinorUnits } from '../money.ts';
import { ActionModal } from './action-modal.tsx';
import { AmountFields } from './amount-fields.tsx';
import { useAction, type ActionProps } from './use-action.ts';
import { useText } from './use-text.ts';

type SuggestRewardProps = ActionProps & { name: string; currencies: string[] };

/** A reward for something they did; a manager decides. */
export function SuggestReward({ name, currencies, ...props }: SuggestRewardProps) {
  const sending = useAction('suggest-reward', props);
  const what = useText();
  const amount = useText();
  const usual = currencies[0] ?? '';
  const [currency, setCurrency] = useState(usual);
  const [isChecked, setChecked] = useState(false);
  const units = toMinorUnits(amount.read(), currency);
  const submit = () => {
    setChecked(true);
    const act = what.read();
    const typed = toMinorUnits(amount.read(), currency);
    if (act !== '' && typed !== null)
      void sending.send((base) => ({ ...base, act, amount: typed, currency }));
  };
  const close = () => {
    what.clear();
    amount.clear();
    sending.clear();
    setCurrency(usual);
    setChecked(false);
  };
  const isUnsaid = isChecked && what.read() === '';
  return (
    <ActionModal
      sending={sending}
      title={`Suggest a reward for ${name}`}
      submitLabel="Suggest"
      onSubmit={submit}
      onClose={close}
    >
      <Text>A manager decides. Reward what they did, never what they said of us.</Text>
      <Input
        {...what.field}
        name="what"
        label="What for"
        required
        placeholder="The reference call with Initech"
        error={isUnsaid}
        {...(isUnsaid ? { validationMessage: 'Say what it is for.' } : {})}
      />
      <AmountFields
        {...{ currencies, currency, units, isChecked }}
        field={amount.field}
        onCurrency={setCurrency}
      />
    </ActionModal>
  );
}
