import type { Trail, Verification } from './workspace/trail/trail.ts';

/** Checks the whole audit trail, slice by slice, so that nobody else waits for long. */
export async function verifyTrail(trail: {
  verify: (before?: Verification) => Promise<Verification> | ReturnType<Trail['verify']>;
}): Promise<Omit<Verification, 'next'>> {
  let found = await trail.verify();
  while (found.next !== null) found = await trail.verify(found);
  const { next: _, ...whole } = found;
  return whole;
}
