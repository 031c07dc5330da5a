import type { PlantedWorld } from '#test/core/score/planted.ts';
import { NOW, openWorkspace, type TestWorkspace } from '#test/server/workspace/fixture.ts';

type Histories = Pick<PlantedWorld, 'histories'>;

/** A workspace whose people have these histories, as reported to us or as a CRM tells them. */
export function workspaceOf(world: Histories, tellers: (string | null)[] = [null]): TestWorkspace {
  const workspace = openWorkspace();
  plantIn(workspace, world, tellers);
  return workspace;
}

/** Adds people with these histories to an empty workspace. */
export function plantIn(
  { store: { sql } }: TestWorkspace,
  { histories }: Histories,
  tellers: (string | null)[] = [null],
): void {
  sql.transaction(() => {
    histories.forEach((history, index) => {
      sql.run(
        `INSERT INTO person (id, name, tier, tier_since, created_at) VALUES (?, 'Somebody', 'none', 0, 0)`,
        index + 1,
      );
      for (const teller of tellers) {
        sql.run(
          `INSERT INTO signal (key, person_id, type, occurred_at, received_at, value, source, connection)
           SELECT ?1 || key, ?2, value ->> 'type', value ->> 'occurredAt', ?3, value ->> 'value', NULL, ?4
           FROM json_each(?5)`,
          `${teller}:${index}:`,
          index + 1,
          NOW,
          teller,
          JSON.stringify(history),
        );
      }
    });
  });
}
