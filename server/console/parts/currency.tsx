import { createContext, useContext } from 'hono/jsx';
import { CURRENCIES } from '#core/reward/currency.ts';
import { THANKS } from '#core/reward/reward.ts';
import { SelectField, type Refused } from './field.tsx';
import { currencyWords } from './money.tsx';

/** What a currency is chosen from: those in use (ISO 4217), and the programmes of points by id. */
export interface CurrencyChoices {
  inUse: string[];
  points: { id: string; name: string }[];
}

/** What the fields of a page offer. */
export const Currencies = createContext<CurrencyChoices>({ inUse: [], points: [] });

interface CurrencyProps {
  form: string;
  name: string;
  label?: string;
  hint?: string;
  refused: Refused | null;
  value: string;
  /** What can be chosen: money alone, points too, or thanks too. */
  of: 'money' | 'points' | 'thanks';
  /** What the choice of none is called; there is always one where nothing is chosen. */
  none?: string;
  required?: boolean;
  told?: boolean;
}

const NAMES = new Intl.DisplayNames('en', { type: 'currency' });

/** A list of currencies, those in use first; what is chosen stays in it, whatever it is. */
export function CurrencyField({ of, none, value, ...props }: CurrencyProps) {
  const { inUse, points } = useContext(Currencies);
  const now = props.refused?.values[props.name] ?? value;
  const groups = [
    { label: 'In use', choices: inUse.map(money) },
    { label: 'Points', choices: of === 'money' ? [] : points.map(pointsChoice) },
    { label: 'Thanks', choices: of === 'thanks' ? [[THANKS, 'Thanks, worth no money'] as const] : [] },
    {
      label: 'Other currencies',
      choices: CURRENCIES.filter((code) => !inUse.includes(code)).map(money),
    },
  ].filter(({ choices }) => choices.length > 0);
  const isKnown = groups.some(({ choices }) => choices.some(([code]) => code === now));
  return (
    <SelectField {...props} label={props.label ?? 'Currency'}>
      {none === undefined && now !== '' ? null : <option value="">{none ?? 'Choose one'}</option>}
      {isKnown || now === '' ? null : (
        <option value={now} selected>
          {currencyWords(now)}
        </option>
      )}
      {groups.map(({ label, choices }) => (
        <optgroup label={label}>
          {choices.map(([code, words]) => (
            <option value={code} selected={code === now}>
              {words}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}

function money(code: string) {
  return [code, `${code}, ${NAMES.of(code) ?? code}`] as const;
}

function pointsChoice({ id, name }: CurrencyChoices['points'][number]) {
  return [`points:${id}`, `${name}, ${currencyWords(`points:${id}`)}`] as const;
}
