/** @jsxImportSource react */
import { Input, Select, type InputProps } from '@hubspot/ui-extensions';
import { formatAmount, minorDigits } from '../money.ts';

interface AmountFieldsProps {
  /** The text field the amount is typed into. */
  field: Pick<InputProps, 'value' | 'onChange' | 'onInput'>;
  currencies: string[];
  currency: string;
  onCurrency: (currency: string) => void;
  /** What was typed, in minor units; null where it could not be read. */
  units: number | null;
  /** Whether an amount that cannot be read is to be called a mistake by now. */
  isChecked: boolean;
}

/** An amount as people type it, read back as it was understood, and its currency. */
export function AmountFields(props: AmountFieldsProps) {
  const { field, currencies, currency, onCurrency, units, isChecked } = props;
  return (
    <>
      <Input
        {...field}
        name="amount"
        label="Amount"
        required
        placeholder={exampleOf(currency)}
        error={isChecked && units === null}
        {...messageOf(props)}
      />
      <Select
        name="currency"
        label="Currency"
        required
        options={currencies.map((code) => ({ value: code, label: code }))}
        value={currency}
        onChange={(value) => onCurrency(String(value))}
      />
    </>
  );
}

function messageOf({ units, isChecked, currency }: AmountFieldsProps) {
  if (units !== null) return { validationMessage: `That is ${formatAmount(units, currency)}.` };
  if (!isChecked) return {};
  const example = exampleOf(currency);
  return { validationMessage: `Write an amount above zero in ${currency}, such as ${example}.` };
}

function exampleOf(currency: string): string {
  return ['2500', '', '25.50', '25.500'][minorDigits(currency)] ?? '';
}
