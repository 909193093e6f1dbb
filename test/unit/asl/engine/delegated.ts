import type { ItemsCommand } from '../../../../asl';
import { type SteppedRun, task } from './drive';

/** A Map that calls `f` with each item, in chunks where there are enough. */
export const distributed = (more: object = {}) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: { Work: task('f', { End: true }) },
      },
      End: true,
      ...more,
    },
  },
});

export const itemsOf = (run: SteppedRun) =>
  run.commands.filter((command): command is ItemsCommand => command.type === 'items');
