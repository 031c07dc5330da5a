/** Active ISO 4217 codes of money people are paid in: no metals, funds, test or accounting codes. */
const CODES = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP ' +
    'CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG ' +
    'HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL ' +
    'MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR ' +
    'RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD ' +
    'TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
);

const NO_MINOR = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** The codes of all currencies a reward can be paid in. */
export const CURRENCIES: readonly string[] = [...CODES];

/** Whether `code` is a currency a reward can be paid in; upper case only. */
export function isCurrency(code: string): boolean {
  return CODES.has(code);
}

/** Digits after the point by ISO 4217, which the locale data of a runtime does not always follow. */
export function minorDigits(currency: string): number {
  if (NO_MINOR.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}

const formats = new Map<string, Intl.NumberFormat>();

/** What a reward is worth as people read it: `$50.00`, `¥5,000`, `KWD 1.250`, `40 points`, `40 stars points`, `Thanks`. */
export function formatAmount(amount: number, currency: string): string {
  if (currency === 'thanks') return 'Thanks';
  if (currency.startsWith('points:')) return pointsText(amount, currency.slice('points:'.length));
  const digits = minorDigits(currency);
  let format = formats.get(currency);
  if (format === undefined) {
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency, ...fraction });
    formats.set(currency, format);
  }
  return format.format(amount / 10 ** digits);
}

/** What to do about a currency nobody knows, or one that is no currency of money. */
export const NAME_A_CURRENCY = 'Use its three letters in capitals, such as USD.';

/** Between which amounts one has to be, as people read them: `from $0.01 to $100.00`. */
export function rangeText(least: number, most: number, currency: string): string {
  return `from ${formatAmount(least, currency)} to ${formatAmount(most, currency)}`;
}

const COUNT = new Intl.NumberFormat('en-US');

function pointsText(amount: number, programme: string): string {
  const unit = Math.abs(amount) === 1 ? 'point' : 'points';
  return programme === 'general'
    ? `${COUNT.format(amount)} ${unit}`
    : `${COUNT.format(amount)} ${programme} ${unit}`;
}
