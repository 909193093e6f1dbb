import { z } from 'zod';
import { checkRetryRules } from '../../retry';
import { duration } from './duration';
import { environment } from './environment';
import { flag } from './flag';
import { listenAddress } from './listen-address';
import { positiveNumber } from './positive-number';

/** What docs and messages say of one key. */
export interface KeyFacts {
  readonly about: string;
  /** Completes "expected ..." in a message. */
  readonly expects: string;
  readonly default?: string;
  /** The environment variable that goes before the file. */
  readonly env?: string;
}

const facts = <T extends z.ZodType>(schema: T, about: KeyFacts): T => schema.meta({ ...about });
const requiredText = (about: KeyFacts) => facts(z.string().min(1), about);
const text = (about: KeyFacts) => requiredText(about).optional();

const authSchema = z.strictObject({
  type: facts(z.enum(['aksk', 'token', 'password', 'agency']), {
    about:
      'How calls are authorised: `aksk`, `token`, `password` or `agency`; the secrets come from the environment.',
    expects:
      '"aksk" (access key and secret key), "token" (IAM token), "password" (IAM user) or "agency" (of this cloud server)',
    default: '`aksk`',
    env: environment.authType,
  }).optional(),
});

const retryRuleSchema = z.strictObject({
  errors: facts(z.array(z.string().min(1)).min(1), {
    about: 'Names of failures that this rule decides: a code, a group, an errorType, `States.ALL`.',
    expects: 'a list of error names, for example [FSS.0429, FunctionGraph.Throttled]',
  }),
  maxAttempts: facts(z.int().min(0).max(99_999_999), {
    about: 'Retries after the first try; 0 = never.',
    expects: 'a whole number of retries from 0 to 99999999',
    default: '`3`',
  }).optional(),
  interval: facts(duration(1), {
    about: 'Wait before the first retry.',
    expects: 'a time with its unit, for example 2s or 500ms',
    default: '`1s`',
  }).optional(),
  backoffRate: facts(z.number().min(1), {
    about: 'Factor from one wait to the next.',
    expects: 'a number of at least 1',
    default: '`2`',
  }).optional(),
  maxInterval: facts(duration(1), {
    about: 'The longest wait.',
    expects: 'a time with its unit, for example 5m',
    default: 'no limit',
  }).optional(),
  jitter: facts(z.enum(['full', 'none']), {
    about: '`full`: a random wait between 0 and the computed one.',
    expects: '"full" or "none"',
    default: '`none`',
  }).optional(),
  onlyTransient: facts(z.boolean(), {
    about:
      'Whether the rule names only failures that may pass by themselves, of functions that surely did not run, or perhaps did not.',
    expects: 'true or false',
    default: '`false`',
  }).optional(),
});

const functionSchema = z.strictObject({
  urn: text({
    about:
      'What the name stands for: a URN or one of its short forms. May hold `${region}` and `${projectId}`.',
    expects: 'a function URN',
    default: '`urn:fss:${region}:${projectId}:function:default:NAME:latest`',
  }),
  timeout: facts(duration(1, 90_000), {
    about: 'Time for one try.',
    expects:
      'a time with its unit of at most 90s, for example 30s (the gateway cuts a synchronous call after 90 s)',
    default: '`90s`',
  }).optional(),
  retry: z
    .array(retryRuleSchema)
    .superRefine((rules, context) => {
      for (const said of checkRetryRules(rules)) context.addIssue({ code: 'custom', params: { said } });
    })
    .optional(),
  delivery: facts(z.enum(['at-least-once', 'at-most-once']), {
    about: 'Whether a call whose outcome is unknown may be sent again.',
    expects: '"at-least-once" or "at-most-once"',
    default: '`at-least-once`',
  }).optional(),
  mode: facts(z.enum(['standard']), {
    about:
      'How the step is executed: only `standard`. `local` is said in workflow code or in the input of `callChain` ([modes](modes.md)).',
    expects:
      '"standard" (local mode is said by the workflow: `defineFunction({ mode: \'local\' })`, because histories depend on it)',
    default: '`standard`',
  }).optional(),
});

const objectsSchema = z.strictObject({
  folder: text({
    about:
      'Local folder in place of OBS, with a folder in it for each bucket; in the file, relative to the file.',
    expects: 'the path of a folder',
    default: 'none: OBS',
    env: environment.objectsFolder,
  }),
  endpoint: facts(z.url({ protocol: /^https?$/ }), {
    about: 'Where OBS, or another service that speaks S3, is. May hold `${region}`.',
    expects: 'an http or https URL, for example https://obs.cn-north-4.myhuaweicloud.com',
    default: '`https://obs.${region}.myhuaweicloud.com`; none where `endpoint` is set',
    env: environment.objectsEndpoint,
  }).optional(),
  pathStyle: facts(flag, {
    about: 'Whether requests have the bucket in the path, not in the name of the host.',
    expects: 'true or false',
    default: '`true` where `objects.endpoint` is set, else `false`',
    env: environment.objectsPathStyle,
  }).optional(),
});

const deploymentSchema = z.strictObject({
  name: requiredText({
    about:
      'Worker Deployment that this worker is a version of; switches worker versioning on. Needs `buildId`.',
    expects: 'the name of a worker deployment',
    default: 'no worker versioning',
    env: environment.deploymentName,
  }),
  buildId: requiredText({
    about: 'This version of the worker: change it whenever workflow code changes. Needs `name`.',
    expects: 'a build id, for example a commit hash (in quotes when it is only digits)',
    env: environment.buildId,
  }),
  versioning: facts(z.enum(['pinned', 'auto-upgrade']), {
    about: 'For workflows that do not say it themselves: stay on the version that they began on, or move on.',
    expects: '"pinned" or "auto-upgrade"',
    default: '`pinned`',
    env: environment.versioning,
  }).optional(),
});

const workerSchema = z.strictObject({
  taskQueue: text({
    about: 'Temporal task queue that the worker serves.',
    expects: 'the name of a task queue',
    default: '`functiongraph`',
    env: environment.taskQueue,
  }),
  workflows: text({
    about:
      'Workflows file (.js or .ts) to serve beside `callChain` and `runPipeline`; in the file, relative to the file.',
    expects: 'the path of a workflows file',
    default: 'only these two',
    env: environment.workflows,
  }),
  httpPort: facts(listenAddress, {
    about:
      'Serves `/healthz`, `/readyz` and `/callback` ([callbacks](callbacks.md)): PORT (on 127.0.0.1) or HOST:PORT; 0 takes a free one.',
    expects: 'a port from 0 to 65535, or HOST:PORT such as 0.0.0.0:8080',
    default: 'not served',
    env: environment.httpPort,
  }).optional(),
  metricsPort: facts(listenAddress, {
    about: 'Serves Prometheus metrics at `/metrics`: PORT (on 127.0.0.1) or HOST:PORT; 0 takes a free one.',
    expects: 'a port from 0 to 65535, or HOST:PORT such as 0.0.0.0:9090',
    default: 'not served',
    env: environment.metricsPort,
  }).optional(),
  shutdownGrace: facts(duration(0), {
    about:
      'How long a stopping worker lets running calls finish; after that they are cut and Temporal is told.',
    expects: 'a time with its unit, for example 100s',
    default: '`100s`',
    env: environment.shutdownGrace,
  }).optional(),
  maxConcurrentCalls: facts(positiveNumber({ whole: true }), {
    about:
      "Calls in flight at once: this worker's share of the account's concurrency. A further call waits two seconds, then is tried again later.",
    expects: 'a whole number of calls, at least 1',
    default: '`100`',
    env: environment.maxConcurrentCalls,
  }).optional(),
  maxConcurrentCallsPerFunction: facts(positiveNumber({ whole: true }), {
    about: 'The same for each function by itself, so that no function takes the places of the others.',
    expects: 'a whole number of calls, at least 1',
    default: 'as `maxConcurrentCalls`',
    env: environment.maxConcurrentCallsPerFunction,
  }).optional(),
  maxCallsPerSecond: facts(positiveNumber(), {
    about:
      'Steps that Temporal hands out a second to all workers of the task queue together; may be less than 1. Set it alike for all of them.',
    expects: 'a number of calls over 0, for example 50',
    default: 'no limit',
    env: environment.maxCallsPerSecond,
  }).optional(),
  deployment: deploymentSchema.optional(),
});

export const configurationSchema = z.strictObject({
  region: facts(z.string().regex(/^[a-z]+(-[a-z0-9]+)+$/), {
    about: 'Region of the functions. Required.',
    expects: 'a region such as cn-north-4',
    env: environment.region,
  }).optional(),
  projectId: facts(z.string().regex(/^[A-Za-z0-9_-]+$/), {
    about: 'Project of the functions (console: My Credentials, Projects). Required.',
    expects: 'a project id (in quotes when it is only digits): letters, digits, "-" and "_"',
    env: environment.projectId,
  }).optional(),
  endpoint: facts(z.url({ protocol: /^https?$/ }), {
    about: 'Where the service is, for a gateway or an emulator. May hold `${region}`.',
    expects: 'an http or https URL, for example https://functiongraph.cn-north-4.myhuaweicloud.com',
    default: '`https://functiongraph.${region}.myhuaweicloud.com`',
    env: environment.endpoint,
  }).optional(),
  auth: authSchema.optional(),
  functions: z.record(z.string().min(1), functionSchema).optional(),
  objects: objectsSchema.optional(),
  worker: workerSchema.optional(),
});

/** Checked settings; durations are milliseconds. */
export type Settings = z.output<typeof configurationSchema>;
