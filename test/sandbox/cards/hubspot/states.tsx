/** @jsxImportSource react */
import type { ReactNode } from 'react';

interface StateProps {
  title?: string;
  children?: ReactNode;
}

type AlertVariant = 'info' | 'warning' | 'success' | 'error' | 'danger' | 'tip';
const ROLES: Partial<Record<AlertVariant, string>> = { success: 'status', error: 'alert' };

export function Alert({ title, variant = 'info', children }: StateProps & { variant?: AlertVariant }) {
  return (
    <div className={`alert ${variant}`} role={ROLES[variant] ?? 'note'}>
      <strong dir="auto">{title}</strong>
      <div dir="auto">{children}</div>
    </div>
  );
}

export function EmptyState({ title, children }: StateProps) {
  return (
    <div className="state">
      <span className="picture" aria-hidden="true">
        ○
      </span>
      <h3 className="heading">{title}</h3>
      {children}
    </div>
  );
}

export function ErrorState({ title, type = 'error', children }: StateProps & { type?: string }) {
  return (
    <div className="state" role="alert">
      <span className="picture bad" aria-hidden="true">
        {type === 'lock' ? '⊘' : '!'}
      </span>
      <h3 className="heading" dir="auto">
        {title}
      </h3>
      {children}
    </div>
  );
}

export function LoadingSpinner({ label, showLabel = false }: { label: string; showLabel?: boolean }) {
  return (
    <div className="loading" role="status">
      <i className="spinner" aria-hidden="true" />
      <span className={showLabel ? '' : 'unseen'}>{label}</span>
    </div>
  );
}
