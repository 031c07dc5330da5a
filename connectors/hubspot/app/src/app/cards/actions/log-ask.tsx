/** @jsxImportSource react */
import { Alert, Select, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { AskKind, CardActions, CardPerson } from '../card-contract.ts';
import { ActionModal } from './action-modal.tsx';
import { useAction, type ActionProps } from './use-action.ts';
import { useText } from './use-text.ts';

type LogAskProps = ActionProps & { person: CardPerson; asks: CardActions['asks'] };

/** Somebody asked them for something; from then on they rest. */
export function LogAsk({ person, asks, ...props }: LogAskProps) {
  const sending = useAction('log-ask', props);
  const note = useText();
  const [ask, setAsk] = useState<AskKind | null>(null);
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    setMissing(ask === null);
    if (ask !== null) void sending.send((base) => ({ ...base, ask, note: note.readOrNull() }));
  };
  const close = () => {
    note.clear();
    sending.clear();
    setAsk(null);
    setMissing(false);
  };
  return (
    <ActionModal
      sending={sending}
      title={`Log an ask to ${person.name}`}
      submitLabel="Log the ask"
      onSubmit={submit}
      onClose={close}
    >
      {person.status === 'do_not_ask' ? (
        <Alert title="They wish not to be asked" variant="danger">
          Log only what has already happened, and do not ask again.
        </Alert>
      ) : (
        <Alert title="This starts a rest" variant="warning">
          Nobody should ask them again until the rest is over.
        </Alert>
      )}
      <Select
        name="ask"
        label="What they were asked for"
        required
        placeholder="Choose"
        options={asks.map(({ kind, label }) => ({ value: kind, label }))}
        {...(ask === null ? {} : { value: ask })}
        onChange={(value) => setAsk(asks.find(({ kind }) => kind === value)?.kind ?? null)}
        error={isMissing && ask === null}
        {...(isMissing && ask === null ? { validationMessage: 'Choose what they were asked for.' } : {})}
      />
      <TextArea {...note.field} name="note" label="Note (optional)" maxLength={500} rows={3} />
    </ActionModal>
  );
}
