import type { Incoming } from '../incoming.ts';
import { isObject, parseJson, type Json } from '../json.ts';

/** The arguments of one call, however they were sent: query, form or JSON. */
export class Args {
  readonly all: Json;

  constructor(all: Json) {
    this.all = all;
  }

  has(key: string): boolean {
    return this.all[key] !== undefined && this.all[key] !== '';
  }

  /** Text, or '' where there is none. */
  text(key: string): string {
    const value = this.all[key];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' ? value : '';
  }

  flag(key: string): boolean {
    return ['true', '1'].includes(this.text(key));
  }

  /** A value that forms carry as JSON text; undefined where it is missing or not JSON. */
  json(key: string): unknown {
    const value = this.all[key];
    return typeof value === 'string' ? parseJson(value) : value;
  }

  /** A page size, or the usual one. */
  limit(usual: number, max: number): number {
    const asked = Number(this.text('limit'));
    return Number.isInteger(asked) && asked > 0 ? Math.min(asked, max) : usual;
  }
}

/** Reads the arguments of a request; null for a body that is not what its content type says. */
export async function readArgs(request: Incoming): Promise<Args | null> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const text = request.method === 'GET' ? '' : await request.text();
  if (text === '') return new Args(query);
  if (request.headers.get('content-type')?.includes('application/json') === true) {
    const body = parseJson(text);
    return isObject(body) ? new Args({ ...query, ...body }) : null;
  }
  return new Args({ ...query, ...Object.fromEntries(new URLSearchParams(text)) });
}

/** One page of a list, and the cursor of the next ('' after the last). */
export function page<T>(items: readonly T[], args: Args): { items: T[]; next: string } | null {
  const cursor = args.text('cursor');
  const start = cursor === '' ? 0 : Number(/^offset:(\d+)$/u.exec(atobOrEmpty(cursor))?.[1]);
  if (!Number.isInteger(start)) return null;
  const end = start + args.limit(100, 1000);
  return { items: items.slice(start, end), next: end < items.length ? btoa(`offset:${end}`) : '' };
}

function atobOrEmpty(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
