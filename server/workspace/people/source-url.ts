interface Link {
  id: string;
  url: string;
}

/** The CRM page a signal was read from (`contact 151: nps_score`, `deal 9`), or null where it is none we know. */
export function sourceUrl(source: string, contacts: readonly Link[], deals: readonly Link[]): string | null {
  const [, kind, id] = /^(contact|deal) (\S+?)(?::|$)/.exec(source) ?? [];
  const links = kind === 'deal' ? deals : contacts;
  return kind === undefined ? null : (links.find((link) => link.id === id)?.url ?? null);
}
