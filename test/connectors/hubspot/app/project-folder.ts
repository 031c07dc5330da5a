import { readFileSync } from 'node:fs';

/** Where the project an admin uploads is. */
export const PROJECT = `${import.meta.dirname}/../../../../connectors/hubspot/app/`;

/** A JSON file of it. */
export function readProjectJson<T>(path: string): T {
  return JSON.parse(readFileSync(`${PROJECT}${path}`, 'utf8')) as T;
}
