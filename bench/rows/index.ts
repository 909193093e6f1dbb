import type { BenchRow } from '../support/report';
import { activity } from './activity';
import { client } from './client';
import { endToEnd } from './end-to-end';
import { jsonata } from './jsonata';
import { express } from './express';
import { local } from './local';
import { pipeline } from './pipeline';
import { maps } from './maps';
import { replay } from './replay';
import { stateMachines } from './state-machines';
import { storm } from './storm';
import { workerStart } from './worker-start';

export const rows: readonly BenchRow[] = [
  client,
  activity,
  replay,
  workerStart,
  endToEnd,
  pipeline,
  local,
  express,
  maps,
  stateMachines,
  storm,
  jsonata,
];
