import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency, minorDigits } from '#core/reward/currency.ts';

/** Money as typed in major units (`1,250.50`) as integer minor units; nothing is ever rounded. */
export function readAmount(text: string, currency: string): Result<number> {
  if (currency === '') {
    return refuse('invalid_input', 'No currency is chosen.', 'Choose one.', 'currency');
  }
  if (!isCurrency(currency)) {
    return refuse(
      'invalid_input',
      'This is no currency we know.',
      'Use its three letters, such as USD.',
      'currency',
    );
  }
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) {
    return refuse('invalid_input', 'This is no amount.', 'Write it as 50 or 1,250.50.', 'amount');
  }
  const digits = minorDigits(currency);
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > digits) {
    const allowed = digits === 0 ? 'no digits' : `at most ${digits} digits`;
    return refuse(
      'invalid_input',
      `${currency} has ${allowed} after the point.`,
      'Shorten the amount.',
      'amount',
    );
  }
  return ok(Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0')));
}

/** Integer minor units as they are typed in a form: `1250.50`. */
export function typedAmount(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
