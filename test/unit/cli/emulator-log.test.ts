import { describeEvent } from '../../../cli/emulator-log';

const call = { requestId: '12345678-90ab', functionName: 'resize', version: 'latest' };

test("a call's lines begin alike", () => {
  expect([
    ...describeEvent({ type: 'call', ...call }),
    ...describeEvent({ type: 'log', requestId: call.requestId, functionName: 'resize', text: 'one\ntwo\n' }),
    ...describeEvent({ type: 'answer', ...call, code: 0, durationMs: 12.4 }),
    ...describeEvent({ type: 'answer', ...call, code: 4002, durationMs: 3 }),
  ]).toEqual([
    '12345678 resize is called',
    '12345678 resize | one',
    '12345678 resize | two',
    '12345678 resize returned after 12 ms',
    '12345678 resize failed with 4002 after 3 ms',
  ]);
});

test('what is no ordinary call is told too', () => {
  expect([
    ...describeEvent({ type: 'call', ...call, version: 'v2' }),
    ...describeEvent({
      type: 'refused',
      requestId: '1',
      status: 401,
      code: 'APIGW.0301',
      message: 'wrong key',
    }),
    ...describeEvent({ type: 'fault', requestId: '2', functionName: 'resize', call: 3, fault: 'reset' }),
    ...describeEvent({
      type: 'instance',
      functionName: 'resize',
      version: 'latest',
      pid: 7,
      change: 'started',
    }),
    ...describeEvent({ type: 'reload', functionName: 'resize' }),
  ]).toEqual([
    '12345678 resize is called (version v2)',
    '1 refused with 401 APIGW.0301: wrong key',
    '2 resize call 3 meets the scripted fault reset',
    'resize instance 7 started',
    'resize has changed; further calls run the new code',
  ]);
});
