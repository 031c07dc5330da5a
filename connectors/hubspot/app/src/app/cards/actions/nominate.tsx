/** @jsxImportSource react */
import { Text, TextArea } from '@hubspot/ui-extensions';
import { ActionModal } from './action-modal.tsx';
import { useAction, type ActionProps } from './use-action.ts';
import { useText } from './use-text.ts';

/** A colleague vouches that this person would help. */
export function Nominate(props: ActionProps & { name: string }) {
  const sending = useAction('nominate', props);
  const note = useText();
  const close = () => {
    note.clear();
    sending.clear();
  };
  return (
    <ActionModal
      sending={sending}
      title={`Nominate ${props.name}`}
      submitLabel="Nominate"
      onSubmit={() => void sending.send((base) => ({ ...base, note: note.readOrNull() }))}
      onClose={close}
    >
      <Text>It counts towards their score, with your name beside it.</Text>
      <TextArea {...note.field} name="note" label="Why they would help (optional)" maxLength={500} rows={3} />
    </ActionModal>
  );
}
