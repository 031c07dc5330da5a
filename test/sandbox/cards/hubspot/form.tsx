/** @jsxImportSource react */
import { useEffect, useId, useState, type FormEvent, type ReactNode, type SyntheticEvent } from 'react';

interface FieldProps<V> {
  name?: string;
  label?: string;
  value?: V;
  required?: boolean;
  description?: string;
  placeholder?: string;
  error?: boolean;
  validationMessage?: string;
}

interface TextProps extends FieldProps<string> {
  onInput?: (value: string) => void;
  onChange?: (value: string) => void;
  maxLength?: number;
  rows?: number;
}

interface CalendarDay {
  year: number;
  month: number;
  date: number;
}

type OptionValue = string | number | boolean;

const valueOf = (event: SyntheticEvent): string =>
  (event.currentTarget as unknown as { value: string }).value;

export function Form({ onSubmit, children }: { onSubmit?: (event: object) => void; children?: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.(event);
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      {children}
    </form>
  );
}

export function Input(props: TextProps) {
  const field = useField(props);
  const text = useCommitted(props);
  return (
    <Labelled {...props} {...field}>
      <input type="text" {...field.control} {...text} placeholder={props.placeholder} />
    </Labelled>
  );
}

export function TextArea(props: TextProps) {
  const field = useField(props);
  const text = useCommitted(props);
  return (
    <Labelled {...props} {...field}>
      <textarea {...field.control} {...text} rows={props.rows} maxLength={props.maxLength} />
    </Labelled>
  );
}

interface SelectProps extends FieldProps<OptionValue> {
  options: { label: string; value: OptionValue }[];
  onChange?: (value: OptionValue) => void;
}

export function Select(props: SelectProps) {
  const { options, value, onChange, placeholder } = props;
  const field = useField(props);
  const choose = (event: SyntheticEvent) => {
    const chosen = options.find((one) => String(one.value) === valueOf(event));
    if (chosen) onChange?.(chosen.value);
  };
  return (
    <Labelled {...props} {...field}>
      <select {...field.control} value={value === undefined ? '' : String(value)} onChange={choose}>
        {value === undefined && <option value="">{placeholder}</option>}
        {options.map((one) => (
          <option key={String(one.value)} value={String(one.value)}>
            {one.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface DateInputProps extends FieldProps<CalendarDay> {
  min?: CalendarDay;
  max?: CalendarDay;
  onChange?: (value: CalendarDay) => void;
}

export function DateInput(props: DateInputProps) {
  const { value, max, onChange } = props;
  const field = useField(props);
  const choose = (event: SyntheticEvent) => {
    const [year, month, date] = valueOf(event).split('-').map(Number);
    if (year && month && date) onChange?.({ year, month: month - 1, date });
  };
  return (
    <Labelled {...props} {...field}>
      <input
        type="date"
        {...field.control}
        value={isoOf(value)}
        max={isoOf(max) || undefined}
        onChange={choose}
      />
    </Labelled>
  );
}

interface LabelledProps extends FieldProps<unknown> {
  control: { id: string };
  messageId: string;
  children?: ReactNode;
}

function Labelled({
  label,
  required,
  error,
  validationMessage,
  control,
  messageId,
  children,
}: LabelledProps) {
  return (
    <div className="field">
      <label htmlFor={control.id}>
        {label}
        {required && <span className="required"> *</span>}
      </label>
      {children}
      <small id={messageId} className={error ? 'bad' : 'good'} role="status">
        {validationMessage}
      </small>
    </div>
  );
}

function useField({ name, required, error }: FieldProps<unknown>) {
  const id = useId();
  const messageId = useId();
  return {
    messageId,
    control: { id, name, required, 'aria-invalid': error === true, 'aria-describedby': messageId },
  };
}

/** HubSpot commits a text on leaving the field, and tells of every letter apart. */
function useCommitted({ value = '', onInput, onChange }: TextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return {
    value: text,
    onChange: (event: SyntheticEvent) => {
      setText(valueOf(event));
      onInput?.(valueOf(event));
    },
    onBlur: () => onChange?.(text),
  };
}

function isoOf(day: CalendarDay | undefined): string {
  if (day === undefined) return '';
  return new Date(Date.UTC(day.year, day.month, day.date)).toISOString().slice(0, 10);
}
