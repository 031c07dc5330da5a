import type { Knobs } from '../knobs.ts';
import { makeId } from '../org/id.ts';
import type { Found } from '../soql/run.ts';

type JobState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

/** One query asked for in bulk. */
export interface BulkJob {
  id: string;
  operation: 'query' | 'queryAll';
  soql: string;
  found: Found;
  userId: string;
  createdAt: number;
  state: JobState;
  /** How often it must still be asked after before it is done. */
  stepsLeft: number;
}

/** The org's query jobs. */
export class BulkJobs {
  readonly #jobs = new Map<string, BulkJob>();
  readonly #knobs: Knobs;
  readonly #now: () => number;
  #serial = 0;

  constructor(knobs: Knobs, now: () => number) {
    this.#knobs = knobs;
    this.#now = now;
  }

  /** How many were ever made. */
  get made(): number {
    return this.#serial;
  }

  add(job: Pick<BulkJob, 'operation' | 'soql' | 'found' | 'userId'>): BulkJob {
    const added: BulkJob = {
      ...job,
      id: makeId('750', ++this.#serial),
      createdAt: this.#now(),
      state: 'UploadComplete',
      stepsLeft: this.#knobs.bulkSteps,
    };
    this.#jobs.set(added.id, added);
    return added;
  }

  get(id: string): BulkJob | null {
    return this.#jobs.get(id) ?? null;
  }

  /** Moves a job on by one look at it. */
  step(job: BulkJob): void {
    if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return;
    job.state = job.stepsLeft <= 0 ? 'JobComplete' : 'InProgress';
    job.stepsLeft -= 1;
  }

  remove(id: string): void {
    this.#jobs.delete(id);
  }

  clear(): void {
    this.#jobs.clear();
    this.#serial = 0;
  }
}
