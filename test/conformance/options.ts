import { parseArgs } from 'node:util';

export const USAGE =
  'usage: npm run conformance -- [--vectors DIR] [--asl DIR [--on temporal|express [--kill [--seed N]]]] [--json]';

/** Where the cases lie when no folder is named. */
const VECTORS = '../shared/fg-vectors';
const CASES = '../shared/asl-cases';

export interface Options {
  readonly dirs: readonly string[];
  readonly json: boolean;
  /** Where executions are played: each step an activity, or the whole inside one. Default: in this process. */
  readonly on?: 'temporal' | 'express';
  /** Kill the worker again and again, at times that come of this number. */
  readonly killSeed?: number;
}

/** @throws for options that are none */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      vectors: { type: 'string' },
      asl: { type: 'string' },
      on: { type: 'string' },
      kill: { type: 'boolean' },
      seed: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const { vectors, asl, on, kill = false, seed, json = false } = values;
  if (on !== undefined && on !== 'temporal' && on !== 'express')
    throw new Error(`--on takes temporal or express, not ${on}.`);
  if (kill && on === undefined) throw new Error('--kill goes with --on.');
  if (seed !== undefined && !(kill && /^\d{1,9}$/.test(seed)))
    throw new Error('--seed takes a whole number, and goes with --kill.');
  const named = [vectors, asl].filter((dir) => dir !== undefined);
  return {
    dirs: named.length > 0 ? named : on === undefined ? [VECTORS, CASES] : [CASES],
    json,
    ...(on && { on }),
    ...(kill && { killSeed: Number(seed ?? Math.floor(Math.random() * 1e9)) }),
  };
}
