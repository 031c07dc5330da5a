import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { signV0 } from './delivery/signature.ts';
import type { Json } from './json.ts';
import { openSlack, type OpenSlack } from './open-slack.ts';

const VECTORS = new URL('../../../shared/data/signature-vectors.json', `file://${process.cwd()}/x/y/`).pathname;

interface Vector {
  signing_secret: string;
  timestamp: string;
  body: string;
  expected: string;
}
