import { useRef, useState } from 'react';

/** A text field: HubSpot commits it on leaving, so what is typed is kept beside it. */
export function useText() {
  const [value, setValue] = useState('');
  const typed = useRef('');
  const put = (text: string) => {
    typed.current = text;
    setValue(text);
  };
  return {
    field: {
      value,
      onChange: put,
      onInput: (text: string) => {
        typed.current = text;
      },
    },
    read: () => typed.current.trim(),
    readOrNull: () => typed.current.trim() || null,
    clear: () => put(''),
  };
}
