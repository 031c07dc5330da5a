import { SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';

const TYPE_BY_NAME = new Map(
  SIGNAL_TYPES.flatMap((type) => [
    [nameOf(type), type] as const,
    [nameOf(SIGNALS[type].label), type] as const,
  ]),
);

/** The type a cell names, by its label or by the name programs use; null where it names none. */
export function typeNamed(cell: string): SignalType | null {
  return TYPE_BY_NAME.get(nameOf(cell)) ?? null;
}

function nameOf(type: string): string {
  return type
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}
