import { readdirSync, readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface Usage {
  /** Milliseconds of CPU, user and system, all threads. */
  cpu: number;
  /** Resident memory now, bytes. */
  resident: number;
  /** The most it ever was, bytes. */
  peak: number;
}

const MB = 2 ** 20;
/** Linux counts CPU time in hundredths of a second on every architecture Node runs on. */
const TICK_MS = 10;

/** The workerd processes that this one started, newest last. */
export function runtimes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isRuntime(pid))
    .toSorted((a, b) => a - b);
}

function isRuntime(pid: number): boolean {
  const stat = read(pid, 'stat');
  if (stat === null) return false;
  const { name, fields } = parse(stat);
  return name === 'workerd' && Number(fields[1]) === process.pid;
}

/** Usage of a process; throws where it has ended. */
export function usage(pid: number): Usage {
  const [stat, status] = [read(pid, 'stat'), read(pid, 'status')];
  if (stat === null || status === null) throw new Error(`process ${pid} has ended`);
  const { fields } = parse(stat);
  const memory = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN) * 1024;
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    resident: memory('VmRSS'),
    peak: memory('VmHWM'),
  };
}

/** Fields after the name, which stands in parentheses and may hold anything. */
function parse(stat: string): { name: string; fields: string[] } {
  const end = stat.lastIndexOf(')');
  return { name: stat.slice(stat.indexOf('(') + 1, end), fields: stat.slice(end + 2).split(' ') };
}

function read(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}

export const megabytes = (bytes: number) => bytes / MB;
