import type { RequestHandler } from 'msw';
import type { SlackSandbox } from '../sandbox.ts';
export function pages(_slack: SlackSandbox): RequestHandler[] {
  return [];
}
