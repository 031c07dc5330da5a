import { isProvider } from '#server/fulfilment/provider.ts';
import type { Choice } from '#server/workspace/fulfilment/choice.ts';

type Values = Record<string, string>;

const MOST_ROWS = 200;
const FRESH: Choice = { programme: '', kind: '', provider: 'manual' };

/** The rows of the form: `choices.0.programme`, `choices.0.kind` and `choices.0.provider`, until one is missing. */
export function choicesIn(values: Values): Choice[] {
  const rows: Choice[] = [];
  for (let place = 0; place < MOST_ROWS; place += 1) {
    const text = (field: string) => (values[`choices.${place}.${field}`] ?? '').trim();
    const provider = text('provider');
    if (provider === '') break;
    // Checked by the workspace, which refuses what it does not know.
    rows.push({ programme: text('programme'), kind: text('kind'), provider: provider as Choice['provider'] });
  }
  return rows;
}

/** The rows after a button was pressed: `add`, `remove.2`; null for any other, which saves. */
export function rearranged(rows: readonly Choice[], button: string): Choice[] | null {
  if (button === 'add') return [...rows, FRESH];
  const place = /^remove\.(\d{1,3})$/.exec(button)?.[1];
  return place === undefined ? null : rows.toSpliced(Number(place), 1);
}

/** Rows that can be shown: what nobody knows as a provider is shown as the first of them. */
export function shownRows(rows: readonly Choice[]): Choice[] {
  return rows.map((row) => (isProvider(row.provider) ? row : { ...row, provider: FRESH.provider }));
}
