import type { GraphNode } from '../model/state-graph';
import type { StateStatus } from './options';

/** Drawn white in a disc of radius 9 around 0,0; `solid` ones are filled, the others are lines. */
export interface Icon {
  readonly path: string;
  readonly solid?: true;
}

export const typeIcons: Readonly<Record<GraphNode['type'], Icon>> = {
  Task: { path: 'M1.2 -5.6L-3.8 1H-.4L-1.2 5.6L3.8 -1H.4z', solid: true },
  Pass: { path: 'M-4.2 0H4M1 -3L4 0L1 3' },
  Choice: { path: 'M0 4.5V0L-3.6 -3.6M0 0L3.6 -3.6' },
  Wait: { path: 'M0 -4.4V.3L3.2 2.2' },
  Succeed: { path: 'M-4 0L-1 3L4 -3' },
  Fail: { path: 'M-3 -3L3 3M3 -3L-3 3' },
  Parallel: { path: 'M-2.4 -4V4M2.4 -4V4' },
  Map: { path: 'M-3.8 -3.4H3.8M-3.8 0H3.8M-3.8 3.4H3.8' },
  Unknown: { path: 'M0 -4.5V1M0 4V4.1' },
};

export const statusIcons: Readonly<Record<StateStatus, Icon | undefined>> = {
  pending: undefined,
  running: { path: 'M-4 0H-3.9M0 0H.1M4 0H4.1' },
  waiting: typeIcons.Wait,
  retrying: { path: 'M3.6 -1.6A4 4 0 1 0 4 1M4 -4.6V-1.4H.8' },
  succeeded: typeIcons.Succeed,
  failed: typeIcons.Fail,
  caught: { path: 'M0 -4.5V1M0 4V4.1' },
};
