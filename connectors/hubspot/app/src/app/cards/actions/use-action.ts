import { useRef, useState } from 'react';
import type { Failure } from '../answer.ts';
import type { Card, CardActionAnswer, CardActionBodies, CardActionName } from '../card-contract.ts';
import type { Desk } from '../desk.ts';
import { createPresses } from '../press.ts';

/** Whom an action is about, on which record. */
export interface ActionTarget {
  record: Card['record'];
  contactId: string;
}

/** What every action's form is given. */
export interface ActionProps {
  target: ActionTarget;
  desk: Desk;
  onDone: (answer: CardActionAnswer) => void;
}

export interface Sending<N extends CardActionName> {
  id: string;
  isSending: boolean;
  failure: Failure | null;
  /** Sends what `build` makes of the parts all actions share. A press while one is under way does nothing. */
  send: (build: (base: ActionTarget & { idempotencyKey: string }) => CardActionBodies[N]) => Promise<void>;
  /** Forgets a failure that is no longer looked at. */
  clear: () => void;
}

/** Sends an action, closes its modal on success, and keeps what went wrong to be shown. */
export function useAction<N extends CardActionName>(
  name: N,
  { target, desk, onDone }: ActionProps,
): Sending<N> {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [presses] = useState(createPresses);
  const isBusy = useRef(false);
  const id = `groundswell-${name}-${target.contactId}`;
  return {
    id,
    isSending,
    failure,
    clear: () => setFailure(null),
    async send(build) {
      if (isBusy.current) return;
      isBusy.current = true;
      setSending(true);
      const idempotencyKey = presses.keyFor(build({ ...target, idempotencyKey: '' }));
      const answer = await desk.api.act(name, build({ ...target, idempotencyKey }));
      isBusy.current = false;
      setSending(false);
      if (!answer.ok) {
        setFailure(answer.failure);
        return;
      }
      presses.succeeded();
      setFailure(null);
      desk.closeOverlay(id);
      onDone(answer.value);
    },
  };
}
