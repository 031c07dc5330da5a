/** @jsxImportSource react */
import type { ReactNode } from 'react';

interface Children {
  children?: ReactNode;
}

export function Statistics({ children }: Children) {
  return <dl className="statistics">{children}</dl>;
}

export function StatisticsItem({
  label,
  number,
  children,
}: Children & { label: string; number: string | number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="figure">{number}</dd>
      <dd>{children}</dd>
    </div>
  );
}

export function DescriptionList({
  direction = 'column',
  children,
}: Children & { direction?: 'row' | 'column' }) {
  return <dl className={`description ${direction}`}>{children}</dl>;
}

export function DescriptionListItem({ label, children }: Children & { label: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface Cell extends Children {
  align?: 'left' | 'center' | 'right';
  width?: string | number;
}

export function Table({ density = 'default', children }: Children & { density?: string }) {
  return <table className={`table ${density}`}>{children}</table>;
}

export function TableHead({ children }: Children) {
  return <thead>{children}</thead>;
}

export function TableBody({ children }: Children) {
  return <tbody>{children}</tbody>;
}

export function TableRow({ children }: Children) {
  return <tr>{children}</tr>;
}

export function TableHeader({ align = 'left', width = 'auto', children }: Cell) {
  return (
    <th scope="col" className={`${align} width-${width}`}>
      {children}
    </th>
  );
}

export function TableCell({ align = 'left', width = 'auto', children }: Cell) {
  return <td className={`${align} width-${width}`}>{children}</td>;
}
