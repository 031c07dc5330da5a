import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { giveConsent } from '#test/sandbox/consent.ts';
import { fault, type FaultKind } from '#test/sandbox/faults.ts';
import { ADMIN_TOKEN, startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
