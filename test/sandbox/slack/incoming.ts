/** What is read of a request, whichever runtime it came from. */
export interface Incoming {
  url: string;
  method: string;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}
