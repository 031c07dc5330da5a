import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from './answer.ts';
import type { Api } from './api.ts';
import type { Card, CardRecordKind } from './card-contract.ts';

export type CardState =
  | { phase: 'loading' }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'shown'; card: Card };

/** A record's card: asked for at once, again on `reload`, or put there by an action's answer with `show`. */
export function useCard(api: Api, kind: CardRecordKind, id: string) {
  const [state, setState] = useState<CardState>({ phase: 'loading' });
  const latest = useRef(0);

  const show = useCallback((card: Card) => {
    latest.current += 1;
    setState({ phase: 'shown', card });
  }, []);

  const load = useCallback(async () => {
    const request = ++latest.current;
    const answer = await api.card(kind, id);
    if (request !== latest.current) return;
    setState(
      answer.ok ? { phase: 'shown', card: answer.value } : { phase: 'failed', failure: answer.failure },
    );
  }, [api, kind, id]);

  const retry = useCallback(() => {
    setState({ phase: 'loading' });
    void load();
  }, [load]);

  useEffect(() => {
    void load();
    return () => {
      latest.current += 1;
    };
  }, [load]);

  return { state, show, reload: load, retry };
}
