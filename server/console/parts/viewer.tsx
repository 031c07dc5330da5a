import { createContext, useContext, type Child } from 'hono/jsx';
import { PERMISSIONS, type Permission } from '#core/member/role.ts';

/** Who looks at a page: what they may do, and as whom. */
export interface Viewer {
  actor: string;
  name: string;
  memberId: string | null;
  permissions: readonly Permission[];
}

const ViewerContext = createContext<Viewer>({
  actor: 'admin',
  name: 'Admin token',
  memberId: null,
  permissions: PERMISSIONS,
});

/** Draws its children for this viewer. */
export function For({ viewer, children }: { viewer: Viewer; children: Child }) {
  return <ViewerContext.Provider value={viewer}>{children}</ViewerContext.Provider>;
}

export function useViewer(): Viewer {
  return useContext(ViewerContext);
}

/** What only those see who may use it; the routes behind it ask by themselves. */
export function May({ any, children }: { any: readonly Permission[]; children: Child }) {
  const { permissions } = useViewer();
  return any.some((permission) => permissions.includes(permission)) ? <>{children}</> : null;
}
