import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emulatorFor, PROJECT_ID, type TestEmulator } from '../../../support/emulator';
import { describeWithSdk, goSdkProgram, nodeSdkProgram, type StartableProgram } from './sdk-programs';

const FUNCTIONS = {
  echo: {
    'index.js': `exports.handler = async (event, context) => {
      console.log('called');
      return { event, alias: context.getAlias(), version: context.getVersion() };
    };`,
    'function.yaml': 'versions: [v1]\naliases: { prod: v1 }\nmemoryMb: 256',
  },
};

let emulator: TestEmulator;
let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'sdk-home-'));
  emulator = await emulatorFor(FUNCTIONS, { keys: { accessKey: 'TESTAK', secretKey: 'TESTSK' } });
});
afterAll(async () => {
  await emulator.close();
  rmSync(home, { recursive: true });
});

describeWithSdk('the official Go SDK', goSdkProgram(), behaves);
describeWithSdk('the official Node.js SDK', nodeSdkProgram(), behaves);

function behaves(program: StartableProgram): void {
  test('calls, lists, describes and starts functions, and understands refusals', async () => {
    const out = await start(program);
    expect(JSON.parse(out['result'] as string)).toEqual({
      event: { text: '<ä!>' },
      alias: '',
      version: 'latest',
    });
    expect(JSON.parse(out['alias'] as string)).toEqual({ event: {}, alias: 'prod', version: 'v1' });
    expect(out).toMatchObject({
      status: 200,
      log: expect.stringMatching(/Start invoke request[^]+INFO called\n[^]+Finish invoke request/),
      missing: { status: 404, code: 'FSS.1051', hasRequestId: true },
      unauthorized: { status: 401, code: 'APIGW.0301', hasRequestId: true },
      functions: ['echo'],
      count: 1,
      config: { handler: 'index.handler', timeout: 3, memory: 256 },
      code: true,
      async: 'SUCCESS',
    });
  });
}

async function start(program: StartableProgram): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(program.command, program.args, {
    env: {
      ...program.env,
      PATH: process.env['PATH'],
      // Both SDKs leave a file in it.
      HOME: home,
      ENDPOINT: emulator.address,
      PROJECT_ID,
      ACCESS_KEY: 'TESTAK',
      SECRET_KEY: 'TESTSK',
    },
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
}
