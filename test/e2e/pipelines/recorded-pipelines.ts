import { ApplicationFailure, Context } from '@temporalio/activity';
import type {
  ChainReply,
  Checkpoint,
  RunChainRequest,
  RunExpressRequest,
  RunItemsRequest,
  RunReply,
} from '../../../activities/express/wire';
import type { InvokeRequest } from '../../../activities/wire';
import type { ResultFiles } from '../../../asl/items/result-files';
import type { JsonValue } from '../../../asl/run';
import type { PipelineInput } from '../../../workflows';
import { distributedMap, machine, numbers, task } from './machines';

export interface RecordedPipeline {
  /** File name in `histories/`, and workflow id of the recording. */
  readonly name: string;
  readonly workflow: string;
  readonly args: readonly unknown[];
  /** Which history is kept: of the run itself, of its first child workflow, or of the run that continues it. */
  readonly of: 'run' | 'child' | 'next-run';
  /** Told to the run once it is under way; a pause is over after two seconds. */
  readonly meanwhile?: 'cancel' | 'pause';
}

const chain = machine({ A: task('echo', { Next: 'B' }), B: task('echo') });
const pipeline = (input: PipelineInput): readonly unknown[] => [input];

/** A map beside a loop that is long enough for the recording server's limit of 60 events. */
const beside = machine({
  Both: {
    Type: 'Parallel',
    Branches: [
      machine({
        Count: task('count', { Next: 'Enough' }),
        Enough: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericLessThan: 12, Next: 'Count' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      }),
      machine({
        Items: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 2,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            ...machine({ Work: task('echo') }),
          },
          ResultPath: null,
          End: true,
        },
      }),
    ],
    End: true,
  },
});

const WRITING = {
  ResultWriter: { Resource: 's3:putObject', Parameters: { Bucket: 'results' } },
  ResultSelector: {},
};

/**
 * One history for each construct. A recorded file is never replaced: it stands for all the runs that were started with the
 * code of its day. A new behaviour gets a new name here, then `record-pipelines` is run.
 */
export const recordedPipelines: readonly RecordedPipeline[] = [
  {
    name: 'express-pipeline-in-two-activities',
    workflow: 'runPipeline',
    args: pipeline({ definition: chain, input: { twice: true }, mode: 'express' }),
    of: 'run',
  },
  {
    name: 'express-pipeline-cancelled-in-a-wait',
    workflow: 'runPipeline',
    args: pipeline({ definition: chain, input: { waits: true }, mode: 'express' }),
    of: 'run',
    meanwhile: 'cancel',
  },
  {
    name: 'express-pipeline-cancelled',
    workflow: 'runPipeline',
    args: pipeline({ definition: chain, input: { takesTime: true }, mode: 'express' }),
    of: 'run',
    meanwhile: 'cancel',
  },
  {
    name: 'express-pipeline-paused',
    workflow: 'runPipeline',
    args: pipeline({ definition: chain, input: { takesTime: true }, mode: 'express' }),
    of: 'run',
    meanwhile: 'pause',
  },
  {
    name: 'express-items-cancelled-in-a-wait',
    workflow: 'runPipeline',
    args: pipeline({ definition: distributedMap('EXPRESS'), input: [{ waits: true }] }),
    of: 'run',
    meanwhile: 'cancel',
  },
  {
    name: 'shard-paused',
    workflow: 'runPipeline',
    args: pipeline({
      definition: distributedMap('STANDARD', { MaxConcurrency: 1 }, machine({ W: task('takes-time') })),
      input: numbers(200),
    }),
    of: 'run',
    meanwhile: 'pause',
  },
  {
    name: 'express-items',
    workflow: 'runPipeline',
    args: pipeline({
      definition: distributedMap('EXPRESS', { MaxConcurrency: 2 }),
      input: numbers(201),
      priority: { fairnessKey: 'numbers' },
    }),
    of: 'run',
  },
  {
    name: 'express-chain',
    workflow: 'callChain',
    args: [{ functions: ['echo', 'echo'], input: { n: 1 }, mode: 'express' }],
    of: 'run',
  },
  {
    name: 'short-chain',
    workflow: 'callChain',
    args: [
      {
        functions: ['echo', 'echo'].map((fn) => ({ fn, mode: 'local' })),
        input: { leaves: true },
        mode: 'express',
      },
    ],
    of: 'run',
  },
  {
    name: 'sharded-map',
    workflow: 'runPipeline',
    args: pipeline({
      definition: distributedMap('STANDARD', {}, machine({ W: task('echo') })),
      input: numbers(200),
    }),
    of: 'run',
  },
  {
    name: 'cancelled-sharded-map',
    workflow: 'runPipeline',
    args: pipeline({
      definition: distributedMap('STANDARD', { MaxConcurrency: 1 }, machine({ W: task('slow') })),
      input: numbers(200),
    }),
    of: 'run',
    meanwhile: 'cancel',
  },
  {
    name: 'shard-with-waits',
    workflow: 'runPipeline',
    args: pipeline({
      definition: distributedMap(
        'STANDARD',
        { MaxConcurrency: 100 },
        machine({ Pause: { Type: 'Wait', Seconds: 1, Next: 'W' }, W: { Type: 'Pass', End: true } }),
      ),
      input: numbers(200),
    }),
    of: 'child',
  },
  ...(['run', 'child'] as const).map((of) => ({
    name: of === 'run' ? 'sharded-map-that-writes' : 'shard-that-writes',
    workflow: 'runPipeline',
    args: pipeline({
      definition: distributedMap('STANDARD', WRITING, machine({ W: { Type: 'Pass', End: true } })),
      input: numbers(200),
    }),
    of,
  })),
  {
    name: 'express-items-that-write',
    workflow: 'runPipeline',
    args: pipeline({ definition: distributedMap('EXPRESS', WRITING), input: numbers(200) }),
    of: 'run',
  },
  {
    name: 'adopted-shard',
    workflow: 'runPipeline',
    args: pipeline({ definition: beside, input: { n: 0, items: numbers(200) } }),
    of: 'next-run',
  },
];

const nowhere: ResultFiles = { FAILED: [], PENDING: [], SUCCEEDED: [] };
const LEFT: Checkpoint = { snapshot: {} as never, open: [] };

/** The activities of the recording: what they answer says which way the workflow goes. */
export const activities = {
  async invokeFunction({ fn, event }: InvokeRequest): Promise<unknown> {
    // The heartbeats bring the cancellation.
    const slices = fn === 'slow' ? 300 : fn === 'takes-time' && event === 0 ? 10 : 0;
    for (let left = slices; left > 0; left--) {
      Context.current().heartbeat();
      await Context.current().sleep(200);
    }
    const { n = 0 } = (event ?? {}) as { readonly n?: number };
    return { v: 1, output: fn === 'count' ? { n: n + 1 } : event };
  },
  async runExpress({ input, checkpoint, cancelled }: RunExpressRequest): Promise<RunReply> {
    const { twice, waits, takesTime } = (input ?? {}) as Record<string, boolean | undefined>;
    if (checkpoint === undefined && twice === true) return { v: 1, checkpoint: LEFT, waitMs: 30 };
    if (checkpoint === undefined && waits === true) return { v: 1, checkpoint: LEFT, waitMs: 600_000 };
    if (checkpoint === undefined && takesTime === true) {
      await Context.current().sleep(2000);
      return { v: 1, checkpoint: LEFT };
    }
    return {
      v: 1,
      done: { status: 'SUCCEEDED', output: 'done' },
      ...(cancelled === true && { cutShort: true }),
    };
  },
  async setActivityPause(): Promise<void> {},
  async lastCheckpoint(): Promise<Checkpoint> {
    return LEFT;
  },
  async writeMapResults(): Promise<unknown> {
    return { v: 1, files: nowhere };
  },
  async writeMapManifest(): Promise<unknown> {
    return { v: 1, output: 'there' };
  },
  async runItems({ part, cancelled }: Partial<RunItemsRequest>): Promise<RunReply> {
    if (cancelled === true) return { v: 1, done: { status: 'SUCCEEDED', output: [] }, cutShort: true };
    const [first] = part?.items ?? [];
    if ((first as { readonly waits?: boolean } | undefined)?.waits === true)
      return { v: 1, checkpoint: LEFT, waitMs: 600_000 };
    if (part === undefined) throw ApplicationFailure.nonRetryable('no part');
    const output: JsonValue =
      part.write === undefined
        ? Array.from({ length: part.count }, () => ({ output: null }))
        : { failed: 0, files: [{ first: 0, files: nowhere as never }] };
    return { v: 1, done: { status: 'SUCCEEDED', output } };
  },
  async runChain({ event, checkpoint }: RunChainRequest): Promise<ChainReply> {
    if ((event as { leaves?: boolean } | undefined)?.leaves === true)
      return { v: 1, checkpoint: { step: 1, event: {} } };
    return { v: 1, done: { output: checkpoint?.event ?? event } };
  },
};
