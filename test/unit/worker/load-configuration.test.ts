import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, type ConfigurationSources, loadConfiguration } from '../../../worker/config';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'tfg-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

function load(yaml: string | undefined, sources: Omit<ConfigurationSources, 'cwd'> = {}) {
  if (yaml !== undefined) writeFileSync(join(cwd, 'tfg.yaml'), yaml);
  return loadConfiguration({ env: {}, ...sources, cwd });
}

/** What a user reads. */
function refusal(yaml: string | undefined, sources: Omit<ConfigurationSources, 'cwd'> = {}): string {
  try {
    load(yaml, sources);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

const httpPort = (sources: Omit<ConfigurationSources, 'cwd'>) =>
  load('worker: { httpPort: 1000 }', sources).settings.worker?.httpPort?.port;

describe('where a value comes from', () => {
  const env = { FUNCTIONGRAPH_HTTP_PORT: '2000' };
  const options = { 'worker.httpPort': { option: '--http-port', value: '3000' } };

  test('an option goes before the environment, the environment before the file', () => {
    expect([httpPort({ env, options }), httpPort({ env }), httpPort({})]).toEqual([3000, 2000, 1000]);
  });

  test('an empty variable counts as unset', () => {
    expect(httpPort({ env: { FUNCTIONGRAPH_HTTP_PORT: '' } })).toBe(1000);
  });

  test('everything may be absent', () => {
    expect(load(undefined)).toEqual({ settings: {} });
    expect(load('')).toEqual({ settings: {}, file: 'tfg.yaml' });
  });

  test('FUNCTIONGRAPH_CONFIG names the file, --config another', () => {
    writeFileSync(join(cwd, 'env.yaml'), 'region: cn-east-3');
    writeFileSync(join(cwd, 'option.yaml'), 'region: cn-south-1');
    const named = { FUNCTIONGRAPH_CONFIG: 'env.yaml' };
    expect(load('region: cn-north-4', { env: named }).settings.region).toBe('cn-east-3');
    expect(load('region: cn-north-4', { env: named, file: 'option.yaml' }).settings.region).toBe(
      'cn-south-1',
    );
  });

  test('a workflows file of the configuration file is found from there, one of an option from the working folder', () => {
    const workflows = (sources: Omit<ConfigurationSources, 'cwd'>) =>
      loadConfiguration({ env: {}, file: 'conf/tfg.yaml', cwd, ...sources }).settings.worker?.workflows;
    mkdirSync(join(cwd, 'conf'));
    writeFileSync(join(cwd, 'conf', 'tfg.yaml'), 'worker: { workflows: ./flows.js }');
    expect(workflows({})).toBe(join(cwd, 'conf', 'flows.js'));
    expect(workflows({ options: { 'worker.workflows': { option: '--workflows', value: 'flows.js' } } })).toBe(
      join(cwd, 'flows.js'),
    );
  });
});

test('a whole file is read, durations as milliseconds and references replaced', () => {
  const { settings } = load(
    `
region: cn-north-4
endpoint: https://functiongraph.\${region}.example.com
auth: { type: token }
functions:
  resize:
    urn: urn:fss:\${region}:\${projectId}:function:images:resize:!prod
    timeout: 30s
    delivery: at-most-once
    mode: standard
    retry:
      - { errors: [FSS.0429], maxAttempts: 5, interval: 500ms, backoffRate: 1.5, maxInterval: 1m, jitter: full }
worker:
  taskQueue: images
  httpPort: 0.0.0.0:8080
  metricsPort: '[::1]:9090'
  shutdownGrace: 2 minutes
  deployment: { name: images, buildId: '7', versioning: auto-upgrade }
`,
    { env: { HUAWEICLOUD_SDK_PROJECT_ID: 'p1' } },
  );
  expect(settings).toEqual({
    region: 'cn-north-4',
    projectId: 'p1',
    endpoint: 'https://functiongraph.cn-north-4.example.com',
    auth: { type: 'token' },
    functions: {
      resize: {
        urn: 'urn:fss:cn-north-4:p1:function:images:resize:!prod',
        timeout: 30_000,
        delivery: 'at-most-once',
        mode: 'standard',
        retry: [
          {
            errors: ['FSS.0429'],
            maxAttempts: 5,
            interval: 500,
            backoffRate: 1.5,
            maxInterval: 60_000,
            jitter: 'full',
          },
        ],
      },
    },
    worker: {
      taskQueue: 'images',
      httpPort: { host: '0.0.0.0', port: 8080 },
      metricsPort: { host: '::1', port: 9090 },
      shutdownGrace: 120_000,
      deployment: { name: 'images', buildId: '7', versioning: 'auto-upgrade' },
    },
  });
});

describe('what is wrong is told with its place and the remedy', () => {
  test('an unknown key, with the one that was meant', () => {
    expect(refusal('region: cn-north-4\nworker:\n  taskQeue: orders\n')).toBe(
      'tfg.yaml:3:3: worker.taskQeue: unknown key. Did you mean "taskQueue"? ' +
        'Known here: taskQueue, workflows, httpPort, metricsPort, shutdownGrace, maxConcurrentCalls, maxConcurrentCallsPerFunction, maxCallsPerSecond, deployment.',
    );
  });

  test('an unknown key that resembles none', () => {
    expect(refusal('auth: { colour: red }')).toBe(
      'tfg.yaml:1:9: auth.colour: unknown key. Remove it. Known here: type.',
    );
  });

  test('every problem at once', () => {
    expect(refusal('regoin: a\nprojectId: 7\nworker: { httpPort: 70000 }\n').split('\n')).toEqual([
      'tfg.yaml:2:12: projectId: expected a project id (in quotes when it is only digits): letters, digits, "-" and "_"; got 7.',
      'tfg.yaml:3:21: worker.httpPort: expected a port from 0 to 65535, or HOST:PORT such as 0.0.0.0:8080; got 70000.',
      'tfg.yaml:1:1: regoin: unknown key. Did you mean "region"? Known here: region, projectId, endpoint, auth, functions, objects, worker.',
    ]);
  });

  test('a value of the environment, with the name of the variable', () => {
    expect(refusal(undefined, { env: { FUNCTIONGRAPH_REGION: 'North 4' } })).toBe(
      'FUNCTIONGRAPH_REGION: region: expected a region such as cn-north-4; got "North 4".',
    );
  });

  test('a value of an option, with the name of the option', () => {
    const options = { 'worker.shutdownGrace': { option: '--shutdown-grace', value: '30' } };
    expect(refusal(undefined, { options })).toBe(
      '--shutdown-grace: worker.shutdownGrace: expected a time with its unit, for example 100s; got "30".',
    );
  });

  test('a time without a unit', () => {
    expect(refusal('functions: { resize: { timeout: 30 } }')).toBe(
      'tfg.yaml:1:33: functions.resize.timeout: expected a time with its unit of at most 90s, ' +
        'for example 30s (the gateway cuts a synchronous call after 90 s); got 30.',
    );
  });

  test('a timeout over the 90 s that the gateway allows', () => {
    expect(refusal('functions: { resize: { timeout: 2m } }')).toContain('at most 90s');
  });

  test('a rule with an error name that can match nothing', () => {
    expect(refusal('functions:\n  resize:\n    retry:\n      - errors: [FunctionGraph.Throtled]\n')).toMatch(
      /^tfg\.yaml:4:\d+: functions\.resize\.retry\[0\]\.errors\[0\]: .*FunctionGraph\.Throttled/,
    );
  });

  test('a mapping where there is none', () => {
    expect(refusal('worker: 7')).toBe('tfg.yaml:1:9: worker: expected a mapping of keys; got 7.');
    expect(refusal('- a')).toBe('tfg.yaml:1:1: the configuration: expected a mapping of keys; got ["a"].');
  });

  test('a deployment without its build id', () => {
    expect(refusal('worker: { deployment: { name: orders } }')).toBe(
      'tfg.yaml:1:23: worker.deployment.buildId: expected a build id, for example a commit hash ' +
        '(in quotes when it is only digits); it is missing.',
    );
  });

  test('a reference that means nothing', () => {
    expect(refusal('endpoint: https://${HOME}.example.com')).toContain(
      'tfg.yaml:1:11: endpoint: ${HOME} means nothing here. Only ${region} and ${projectId} are replaced.',
    );
  });

  test('a reference to a region that is not set', () => {
    expect(refusal('endpoint: https://fg.${region}.example.com')).toBe(
      'tfg.yaml:1:11: endpoint: ${region} is used, but region is not set.',
    );
  });

  test('a region that there is none of', () => {
    expect(refusal('region: cn-nroth-4')).toBe(
      'tfg.yaml:1:9: region: "cn-nroth-4" is not a known region. Did you mean "cn-north-4"? ' +
        'For any other region set endpoint too.',
    );
    expect(
      load('{ region: eu-de, endpoint: "https://functiongraph.eu-de.otc.t-systems.com" }').settings,
    ).toMatchObject({ region: 'eu-de' });
  });

  test('a malformed URN', () => {
    expect(refusal('functions: { resize: { urn: "urn:fss:resize" } }')).toMatch(
      /^tfg\.yaml:1:29: functions\.resize\.urn: "urn:fss:resize" is not a function: .*Give a name such as/,
    );
  });

  test('text that is not YAML', () => {
    expect(refusal('region: cn-north-4\nworker: [1, 2')).toBe(
      'tfg.yaml:2:14: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    );
  });

  test('a file that is named but not there', () => {
    expect(refusal(undefined, { file: 'production.yaml' })).toBe(
      'production.yaml: there is no such file. Check --config or FUNCTIONGRAPH_CONFIG.',
    );
  });
});

describe('secrets', () => {
  test.each([
    ['auth: { secretKey: hunter2 }', 'auth.secretKey', 'HUAWEICLOUD_SDK_SK'],
    ['auth: { access_key: hunter2 }', 'auth.access_key', 'HUAWEICLOUD_SDK_AK'],
    ['HUAWEICLOUD_SDK_SK: hunter2', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SK'],
    ['auth: { type: token, token: hunter2 }', 'auth.token', 'FUNCTIONGRAPH_TOKEN'],
    ['worker: { temporal: { apiKey: hunter2 } }', 'worker.temporal.apiKey', 'TEMPORAL_API_KEY'],
  ])('of a file are refused, and not shown: %s', (yaml, key, variable) => {
    const message = refusal(yaml);
    expect(message).toMatch(/^tfg\.yaml:1:\d+: /);
    expect(message.replace(/^\S+ /, '')).toBe(
      `${key}: a secret must not stand in a file. Remove the key and set ${variable} in the environment.`,
    );
  });

  test('a function may have such a name', () => {
    expect(load('functions: { token: { timeout: 5s } }').settings.functions).toEqual({
      token: { timeout: 5000 },
    });
  });
});
