/** @jsxImportSource react */
import { DateInput, Select } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardActions, SignalType } from '../card-contract.ts';
import { dayToTime } from '../dates.ts';
import { ActionModal } from './action-modal.tsx';
import { useAction, type ActionProps } from './use-action.ts';

type LogActProps = ActionProps & { name: string; acts: CardActions['acts'] };

/** They did something for us, on a day. */
export function LogAct({ name, acts, ...props }: LogActProps) {
  const sending = useAction('log-act', props);
  const today = props.desk.dates.today();
  const [act, setAct] = useState<SignalType | null>(null);
  const [day, setDay] = useState(today);
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    setMissing(act === null);
    if (act !== null) void sending.send((base) => ({ ...base, act, occurredAt: dayToTime(day) }));
  };
  const close = () => {
    sending.clear();
    setAct(null);
    setDay(today);
    setMissing(false);
  };
  return (
    <ActionModal
      sending={sending}
      title={`Log an act by ${name}`}
      submitLabel="Log the act"
      onSubmit={submit}
      onClose={close}
    >
      <Select
        name="act"
        label="What they did"
        required
        placeholder="Choose"
        options={acts.map(({ type, label }) => ({ value: type, label }))}
        {...(act === null ? {} : { value: act })}
        onChange={(value) => setAct(acts.find(({ type }) => type === value)?.type ?? null)}
        error={isMissing && act === null}
        {...(isMissing && act === null ? { validationMessage: 'Choose what they did.' } : {})}
      />
      <DateInput
        name="day"
        label="When"
        required
        format="ll"
        timezone="portalTz"
        max={today}
        maxValidationMessage="An act is logged once it has happened."
        value={day}
        onChange={({ year, month, date }) => setDay({ year, month, date })}
      />
    </ActionModal>
  );
}
