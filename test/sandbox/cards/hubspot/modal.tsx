/** @jsxImportSource react */
import { useContext, useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { OverlayContext, setCloser } from './overlay-context.ts';

/** The few things of a browser's dialog that are used here. */
interface Dialog {
  open: boolean;
  showModal(): void;
  close(): void;
}

interface ModalProps {
  id: string;
  title?: string;
  width?: string;
  onOpen?: () => void;
  onClose?: () => void;
  children?: ReactNode;
}

/** A dialog in the page's top layer; what is in it exists only while it is open. */
export function Modal({ id, title, width = 'sm', onOpen, onClose, children }: ModalProps) {
  const { isOpen, close } = useContext(OverlayContext);
  const dialog = useRef<Dialog | null>(null);
  const heading = useId();
  useEffect(() => {
    if (!isOpen) {
      dialog.current?.close();
      return;
    }
    setCloser(id, close);
    if (dialog.current?.open === false) dialog.current.showModal();
    onOpen?.();
    return () => setCloser(id, null);
    // Opened once, whatever is drawn anew while it is open.
  }, [id, isOpen]);
  const closed = () => {
    close();
    onClose?.();
  };
  return (
    <dialog
      ref={(element) => {
        dialog.current = element as unknown as Dialog | null;
      }}
      className={`modal ${width}`}
      aria-labelledby={heading}
      onClose={closed}
    >
      {isOpen && (
        <>
          <header>
            <h2 id={heading}>{title}</h2>
            <Button variant="transparent" onClick={close}>
              <span aria-hidden="true">✕</span>
              <span className="unseen">Close</span>
            </Button>
          </header>
          {children}
        </>
      )}
    </dialog>
  );
}

export function ModalBody({ children }: { children?: ReactNode }) {
  return <div className="modal-body">{children}</div>;
}
