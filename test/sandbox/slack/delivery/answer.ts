/** What came back from the app, or why nothing did. */
export type AppAnswer =
  | { kind: 'answered'; status: number; body: string; headers: Record<string, string> }
  | { kind: 'timeout' }
  | { kind: 'unreachable'; reason: string };
