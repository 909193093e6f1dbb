import type { Command, JsonValue } from '../../../../asl';
import { SteppedRun, task } from './drive';

export const caught = (Next: string): object => ({
  Catch: [{ ErrorEquals: ['FunctionGraph.Cancelled'], Next }],
});

export const definition = {
  StartAt: 'Items',
  States: {
    Items: {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: 'Work',
        States: {
          Work: task('work', { ...caught('Clean'), End: true }),
          Clean: task('clean', { End: true }),
        },
      },
      ...caught('Undo'),
      End: true,
    },
    Undo: {
      Type: 'Map',
      ItemsPath: '$$.Execution.Input',
      ItemProcessor: { StartAt: 'Un', States: { Un: task('undo', { End: true }) } },
      End: true,
    },
  },
};

export const paths = (commands: readonly Command[]): string[] => commands.map(({ path }) => path);

export const cancelled = 'FunctionGraph.Cancelled';
export const cleaning = (nth: string): object => ({
  StartAt: `Work${nth}`,
  States: {
    [`Work${nth}`]: task('work', { ...caught(`Clean${nth}`), End: true }),
    [`Clean${nth}`]: task('clean', { End: true }),
  },
});

export const { Items } = definition.States;

export const plain = {
  StartAt: 'A',
  States: { A: task('work', { Next: 'A2' }), A2: task('work', { End: true }) },
};

export const tolerantItems = (more: object = {}): object => ({
  ...Items,
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Plain',
    States: { Plain: task('work', { End: true }) },
  },
  ToleratedFailurePercentage: 100,
  ...more,
});

/** A run of {@link definition} with another Map. */
export function runOf(map: object, input: JsonValue, context?: object): SteppedRun {
  return new SteppedRun({ ...definition, States: { ...definition.States, Items: map } }, input, context);
}
