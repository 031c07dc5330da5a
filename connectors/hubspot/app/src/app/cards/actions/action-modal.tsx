/** @jsxImportSource react */
import { Alert, Button, Flex, Form, Modal, ModalBody, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import type { Failure } from '../answer.ts';

interface ActionModalProps {
  sending: { id: string; isSending: boolean; failure: Failure | null };
  title: string;
  submitLabel: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of every action: its fields, what went wrong, and two buttons. */
export function ActionModal({ sending, title, submitLabel, onSubmit, onClose, children }: ActionModalProps) {
  const { id, isSending, failure } = sending;
  const label = failure === null ? submitLabel : 'Try again';
  return (
    <Modal id={id} title={title} width="md" onClose={onClose}>
      <ModalBody>
        <Form onSubmit={onSubmit} autoComplete="off">
          <Flex direction="column" gap="md">
            {failure !== null && (
              <Alert title={failure.message} variant="error">
                <Text>{failure.remedy}</Text>
              </Alert>
            )}
            {children}
            <Flex direction="row" gap="sm" wrap>
              <Button type="submit" variant="primary">
                {isSending ? 'Sending…' : label}
              </Button>
              <Button onClick={(_event, { closeModal }) => closeModal(id)}>Cancel</Button>
            </Flex>
          </Flex>
        </Form>
      </ModalBody>
    </Modal>
  );
}
