import * as z from 'zod';
import { FAULT_KINDS } from './faults.ts';

/** A fault rule as the control interface takes it; what it leaves out is at its plainest. */
export const faultSchema = z.object({
  kind: z.enum(FAULT_KINDS),
  path: z.string().default(''),
  method: z.string().nullable().default(null),
  times: z.number().int().min(0).nullable().default(1),
  ratio: z.number().min(0).max(1).default(1),
});
