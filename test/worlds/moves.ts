import { isUnreachable } from '#core/person/job-change.ts';
import type { World } from './world.ts';

/**
 * People stand where their changes and records put them; every change is told once at most, and only of somebody who
 * was an advocate then; nobody is told to be elsewhere who has two moves from one page.
 */
export function brokenMoves({ disk }: World): string[] {
  const broken: string[] = [];
  const people = disk.all<{
    id: number;
    moved: number | null;
    kept: number | null;
    dead: number;
    records: string;
  }>(
    `SELECT id, moved_at AS kept, unreachable AS dead,
       (SELECT max(at) FROM job_change WHERE person_id = person.id AND kind IN ('moved', 'left', 'title_changed')
          AND (verdict IS NULL OR verdict = 'confirmed')) AS moved,
       (SELECT json_group_array(json_object('email', email, 'bounced', bounced)) FROM record
        WHERE person_id = person.id AND removed_at IS NULL) AS records FROM person`,
  );
  for (const { id, moved, kept, dead, records } of people) {
    const addresses = (JSON.parse(records) as { email: string | null; bounced: 0 | 1 }[]).map((record) => ({
      email: record.email,
      bounced: record.bounced === 1,
    }));
    if (moved !== kept) broken.push(`person ${id} moved at ${moved} and is kept as ${kept}`);
    if (isUnreachable(addresses) !== (dead === 1)) broken.push(`person ${id} is kept as unreachable ${dead}`);
  }
  const twice = disk.all<{ key: string }>(
    `SELECT min(key) AS key FROM job_change WHERE kind = 'moved' GROUP BY connection, record_id, at HAVING count(*) > 1`,
  );
  for (const { key } of twice) broken.push(`${key} is one page and two moves`);
  const hidden = disk.all<{ key: string }>(
    `SELECT key FROM job_change WHERE kind = 'cleared' AND (told_at IS NOT NULL OR verdict IS NOT NULL)`,
  );
  for (const { key } of hidden) broken.push(`${key} is shown to nobody and told or settled`);
  const told = disk.all<{ id: number; tier: string; deliveries: number }>(
    `SELECT id, tier, (SELECT count(*) FROM delivery WHERE delivery.id = 'alert:job:' || job_change.id) AS deliveries
     FROM job_change WHERE told_at IS NOT NULL`,
  );
  for (const { id, tier, deliveries } of told) {
    if (deliveries > 1) broken.push(`job change ${id} is told ${deliveries} times`);
    if (tier !== 'advocate' && tier !== 'champion') broken.push(`job change ${id} of a ${tier} is told`);
  }
  return broken;
}
