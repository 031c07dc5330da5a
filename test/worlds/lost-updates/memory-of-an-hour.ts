/** What the server keeps between two uses of a connector, for the hour until it looks at the account anew. */
export function memoryOfAnHour() {
  let kept: string | null = null;
  return {
    load: () => kept,
    save: (text: string | null) => {
      kept = text;
    },
  };
}
