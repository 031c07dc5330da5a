/** Epoch milliseconds of `dd-mm-yyyy` or `yyyy-mm-dd`, with `hh:mm` behind it or not, read as UTC; null for anything else. */
export function parseMoment(text: string): number | null {
  const found =
    /^(?:(\d{2})-(\d{2})-(\d{4})|(\d{4})-(\d{2})-(\d{2}))(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(
      text,
    );
  if (!found) return null;
  const [day, month, year] = found[1] ? [found[1], found[2], found[3]] : [found[6], found[5], found[4]];
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(found[7] ?? 0),
    Number(found[8] ?? 0),
  );
  return new Date(at).getUTCMonth() === Number(month) - 1 ? at : null;
}
