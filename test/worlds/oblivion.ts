import type { Disk } from './disk.ts';
import type { People } from './people.ts';

interface Kept {
  connection: string;
  id: string;
  personId: number;
  email: string | null;
}

/** Who may be erased by what happens next: those of these records, or this person. */
export type Asked = { connection: string; ids: string[] } | { personId: string };

/** Remembers who was forgotten, and that nobody else was. */
export class Oblivion {
  /** Words that must stand nowhere any more. */
  readonly words = new Set<string>();
  /** Addresses that may stand only where somebody else has them. */
  readonly emails = new Set<string>();
  /** `<connection>:<id>` of records nobody may bring back. */
  readonly records = new Set<string>();
  readonly wrongs: string[] = [];
  readonly #disk: Disk;
  readonly #people: () => People;

  constructor(disk: Disk, people: () => People) {
    this.#disk = disk;
    this.#people = people;
  }

  /** Lets something happen that may erase people, and takes note of whom it erased, also where it ends in a crash. */
  watch(asked: Asked, act: () => void): void {
    const before = this.#disk.all<Kept>('SELECT connection, id, person_id AS personId, email FROM record');
    const meant = this.#meant(asked, before);
    const owned = this.#owned();
    try {
      act();
    } finally {
      this.#note(before, meant, owned);
    }
  }

  #meant(asked: Asked, before: Kept[]): Set<number> {
    if ('personId' in asked) return new Set([Number(asked.personId)]);
    const living = this.#disk.all<{ id: string; becameId: string }>(
      'SELECT id, became_id AS becameId FROM record_alias WHERE connection = ?',
      asked.connection,
    );
    const became = new Map(living.map(({ id, becameId }) => [id, becameId]));
    const ids = new Set(asked.ids.map((id) => became.get(id) ?? id));
    return new Set(
      before
        .filter(({ connection, id }) => connection === asked.connection && ids.has(id))
        .map(({ personId }) => personId),
    );
  }

  /** Whose the asks and reports are. */
  #owned(): Map<string, number> {
    const rows = this.#disk.all<{ key: string; personId: number }>(
      `SELECT key, person_id AS personId FROM ask UNION ALL
       SELECT key, person_id FROM signal WHERE connection IS NULL`,
    );
    return new Map(rows.map(({ key, personId }) => [key, personId]));
  }

  #note(before: Kept[], meant: Set<number>, owned: Map<string, number>): void {
    // Ids that stand for nobody, and records gone without having become another.
    const gone = this.#disk.all<{ connection: string; id: string }>(
      `SELECT connection, id FROM record_alias WHERE became_id = ''
       UNION SELECT given.value ->> 0, given.value ->> 1 FROM json_each(?) AS given
         WHERE NOT EXISTS (SELECT 1 FROM record
             WHERE record.connection = given.value ->> 0 AND record.id = given.value ->> 1)
           AND NOT EXISTS (SELECT 1 FROM record_alias AS alias
             WHERE alias.connection = given.value ->> 0 AND alias.id = given.value ->> 1 AND became_id <> '')`,
      JSON.stringify(before.map(({ connection, id }) => [connection, id])),
    );
    for (const { connection, id } of gone) {
      const name = `${connection}:${id}`;
      if (this.records.has(name)) continue;
      this.records.add(name);
      for (const word of [`Human ${id} `, `human ${id} `, `contact ${id}:`]) this.words.add(word);
      const row = before.find((record) => record.connection === connection && record.id === id);
      if (row === undefined) continue;
      if (row.email !== null) this.emails.add(row.email);
      if (!meant.has(row.personId)) this.wrongs.push(`${name} was erased though nobody asked`);
    }
    const kept = this.#owned();
    const people = this.#people();
    for (const [key, personId] of owned) {
      if (kept.has(key)) continue;
      if (!meant.has(personId)) this.wrongs.push(`${key} was lost with somebody else`);
      people.asked.delete(key);
      people.recorded.delete(key);
    }
  }

  /** Records of the forgotten that are back. */
  returned(): string[] {
    if (this.records.size === 0) return [];
    const rows = this.#disk.all<{ name: string }>(`SELECT connection || ':' || id AS name FROM record`);
    return rows.flatMap(({ name }) => (this.records.has(name) ? [`${name} was forgotten and is back`] : []));
  }

  /** Where words of the forgotten still stand. */
  traces(texts: readonly string[]): string[] {
    const found: string[] = [];
    for (const { name } of this.#disk.all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )) {
      const rows = JSON.stringify(this.#disk.all(`SELECT * FROM ${name}`));
      for (const word of this.words) if (rows.includes(word)) found.push(`"${word}" still stands in ${name}`);
      for (const email of this.emails) {
        const owners = this.#disk.all('SELECT 1 FROM record WHERE email = ?', email);
        if (owners.length === 0 && rows.includes(email)) found.push(`${email} still stands in ${name}`);
      }
    }
    for (const text of texts) {
      for (const word of this.words) if (text.includes(word)) found.push(`"${word}" is still shown in Slack`);
    }
    return found;
  }
}
