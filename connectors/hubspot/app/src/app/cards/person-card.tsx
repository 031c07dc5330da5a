/** @jsxImportSource react */
import { Button, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Card, CardActionAnswer } from './card-contract.ts';
import type { Desk } from './desk.ts';
import { FailureView } from './failure-view.tsx';
import { PersonView } from './person-view.tsx';
import { useCard } from './use-card.ts';

interface PersonCardProps {
  contactId: string;
  /** The company or deal whose page this is. */
  record: Card['record'];
  desk: Desk;
  onBack: () => void;
  /** An action's answer may tell of the company or deal instead of the person. */
  onRecord: (card: Card) => void;
}

/** One of a company's or deal's people, with a way back to all of them. */
export function PersonCard({ contactId, record, desk, onBack, onRecord }: PersonCardProps) {
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row">
        <Button variant="transparent" size="sm" onClick={onBack}>
          ← All people
        </Button>
      </Flex>
      <Content contactId={contactId} record={record} desk={desk} onRecord={onRecord} />
    </Flex>
  );
}

function Content({ contactId, record, desk, onRecord }: Omit<PersonCardProps, 'onBack'>) {
  const { state, show, reload, retry } = useCard(desk.api, 'contact', contactId);
  const [done, setDone] = useState<string | null>(null);
  if (state.phase === 'loading')
    return <LoadingSpinner label="Reading what Groundswell knows" showLabel layout="centered" size="md" />;
  if (state.phase === 'failed') return <FailureView failure={state.failure} onRetry={retry} />;
  const { subject, actions } = state.card;
  if (subject.kind !== 'person')
    return <Text>{subject.kind === 'unknown' ? subject.message : 'This contact is no longer known.'}</Text>;
  const finish = ({ done: message, card }: CardActionAnswer) => {
    setDone(message);
    if (card.subject.kind === 'person') show(card);
    else {
      onRecord(card);
      void reload();
    }
  };
  const { person } = subject;
  return <PersonView {...{ person, actions, desk, done }} target={{ record, contactId }} onDone={finish} />;
}
