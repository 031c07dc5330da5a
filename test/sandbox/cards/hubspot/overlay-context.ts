import { createContext } from 'react';

interface Overlay {
  isOpen: boolean;
  close: () => void;
}

/** Whether the button an overlay belongs to was pressed. */
export const OverlayContext = createContext<Overlay>({ isOpen: false, close: () => {} });

const closers = new Map<string, () => void>();

/** Says how the open overlay `id` is closed; null once it is no longer open. */
export function setCloser(id: string, close: (() => void) | null): void {
  if (close === null) closers.delete(id);
  else closers.set(id, close);
}

/** Closes an open overlay by its id, as `actions.closeOverlay` does. */
export function closeOverlay(id: string): void {
  closers.get(id)?.();
}
