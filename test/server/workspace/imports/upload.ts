import { expect } from 'vitest';
import type { ImportMapping } from '#core/import/mapping.ts';
import type { Result } from '#core/problem.ts';
import { uploadFile } from '#server/import-file.ts';
import type { Services } from '#server/services.ts';
import type { ImportStatus } from '#server/workspace/imports/import.ts';
import { DAY } from '#core/time.ts';
import { batch, contact } from '#test/server/workspace/crm.ts';
import { FakeDoors } from '#test/server/workspace/fake-doors.ts';
import { connectedWorkspace, CRM, NOW, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';

/** Columns `email,date,score,key`, every row a CSAT answer. */
export const CSAT: ImportMapping = {
  columns: { email: 0, occurredAt: 1, value: 2, key: 3 },
  type: 'csat',
  dates: null,
  decimals: null,
  zone: 'UTC',
  unknown: 'refuse',
};

/** Uploads a file as a route does. */
export function uploaded(workspace: TestWorkspace, bytes: Uint8Array): Promise<Result<ImportStatus>> {
  const services = { workspace: () => workspace } as unknown as Services;
  return uploadFile(services, 'w', { name: 'answers.csv', bytes, by: 'ana' });
}

/** A file of text, uploaded. */
export async function upload(workspace: TestWorkspace, text: string): Promise<ImportStatus> {
  return value(await uploaded(workspace, new TextEncoder().encode(text)));
}

/** Lets the timers do slices until the import does nothing by itself any more. */
export async function settle(workspace: TestWorkspace, id: string): Promise<ImportStatus> {
  for (;;) {
    const status = value(workspace.imports.get(id));
    if (status.state !== 'checking' && status.state !== 'running') return status;
    await workspace.tick(new FakeDoors());
  }
}

/** Uploads, checks and takes a file; its dry run must have told what comes of it. */
export async function imported(
  workspace: TestWorkspace,
  text: string,
  mapping = CSAT,
): Promise<ImportStatus> {
  const { id } = await upload(workspace, text);
  value(workspace.imports.dryRun(id, mapping));
  const checked = await settle(workspace, id);
  value(workspace.imports.start(id, 'ben'));
  const done = await settle(workspace, id);
  expect(done.counts).toEqual(checked.counts);
  return done;
}

/** A workspace that knows c1@acme.test and so on. */
export function workspaceOf(people: number): TestWorkspace {
  const workspace = connectedWorkspace({ slack: false });
  const contacts = Array.from({ length: people }, (_, at) => contact(String(at + 1)));
  workspace.ingest.apply(CRM, batch({ contacts }));
  return workspace;
}

export const day = (age: number) => new Date(NOW - age * DAY).toISOString().slice(0, 10);
export const HEADER = 'email,date,score,key';
export const GOOD = `c1@acme.test,${day(3)},5,a`;
export const signalsOf = ({ all }: TestWorkspace) =>
  all<{ key: string; value: number }>('SELECT key, value FROM signal ORDER BY key');
