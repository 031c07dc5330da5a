/** @jsxImportSource react */
import { useCallback, useState, type ReactElement, type ReactNode } from 'react';
import { closeOverlay, OverlayContext } from './overlay-context.ts';

interface Reactions {
  closeModal: (id: string) => void;
}

interface ButtonProps {
  onClick?: (event: object, reactions: Reactions) => void;
  disabled?: boolean;
  variant?: 'primary' | 'secondary' | 'destructive' | 'transparent';
  type?: 'button' | 'reset' | 'submit';
  size?: string;
  truncate?: boolean;
  overlay?: ReactElement | null;
  children?: ReactNode;
}

/** A button, with the overlay it opens beside it. */
export function Button(props: ButtonProps) {
  const { onClick, disabled, variant = 'secondary', type = 'button', size = 'md', truncate, overlay } = props;
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const press = (event: object) => {
    if (overlay) setOpen(true);
    onClick?.(event, { closeModal: closeOverlay });
  };
  return (
    <>
      <button
        className={`button ${variant} ${size} ${truncate ? 'truncate' : ''}`}
        type={type}
        disabled={disabled}
        onClick={press}
        title={truncate && typeof props.children === 'string' ? props.children : undefined}
        aria-haspopup={overlay ? 'dialog' : undefined}
      >
        {props.children}
      </button>
      {overlay && <OverlayContext.Provider value={{ isOpen, close }}>{overlay}</OverlayContext.Provider>}
    </>
  );
}
