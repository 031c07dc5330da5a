import type { Api } from './api.ts';
import type { Dates } from './dates.ts';

/** What every part of the card works with. */
export interface Desk {
  api: Api;
  dates: Dates;
  closeOverlay: (id: string) => void;
}
