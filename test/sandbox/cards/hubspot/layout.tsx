/** @jsxImportSource react */
import type { CSSProperties, ReactNode } from 'react';

const GAPS: Record<string, number> = { flush: 0, xs: 4, sm: 8, md: 16, lg: 24, xl: 32 };
const PLACES: Record<string, string> = {
  start: 'flex-start',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
};

interface FlexProps {
  direction?: 'row' | 'column';
  gap?: string;
  justify?: string;
  align?: string;
  wrap?: boolean | 'wrap' | 'nowrap';
  children?: ReactNode;
}

export function Flex({ direction = 'row', gap = 'flush', justify, align, wrap, children }: FlexProps) {
  const style: CSSProperties = {
    flexDirection: direction,
    gap: GAPS[gap] ?? 0,
    flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
    ...(justify === undefined ? {} : { justifyContent: PLACES[justify] ?? justify }),
    ...(align === undefined ? {} : { alignItems: PLACES[align] ?? align }),
  };
  return (
    <div className="flex" style={style}>
      {children}
    </div>
  );
}

export function Tile({ compact = false, children }: { compact?: boolean; children?: ReactNode }) {
  return <div className={compact ? 'tile compact' : 'tile'}>{children}</div>;
}

export function Divider() {
  return <hr className="divider" />;
}
