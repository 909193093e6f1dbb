import {
  decodeCall,
  decodeLog,
  decodeReply,
  encodeCall,
  encodeFrame,
  encodeLog,
  encodeReply,
  FrameKind,
  FrameReader,
} from '../../../emulator/instances/frames';

const FRAMES = Buffer.concat([
  encodeFrame(FrameKind.Booted),
  encodeCall({ requestId: 'r1', alias: 'prod' }, Buffer.from('{"ä":1}')),
  encodeLog('r1', 'a line\n'),
  encodeReply(FrameKind.Result, { code: 0, durationMs: 1.5, memoryUsedMb: 40, body: Buffer.from('"ok"') }),
]);

test.each([1, 3, 7, 1000])('frames arrive whole when the bytes come %d at a time', (size) => {
  const got: [FrameKind, Buffer][] = [];
  const reader = new FrameReader((kind, payload) => got.push([kind, Buffer.from(payload)]));
  for (let at = 0; at < FRAMES.length; at += size) reader.push(FRAMES.subarray(at, at + size));
  expect(got.map(([kind]) => kind)).toEqual([
    FrameKind.Booted,
    FrameKind.Call,
    FrameKind.Log,
    FrameKind.Result,
  ]);
  const [booted, call, log, reply] = got.map(([, payload]) => payload);
  expect(booted).toHaveLength(0);
  expect(decodeCall(call as Buffer)).toEqual({
    meta: { requestId: 'r1', alias: 'prod' },
    event: Buffer.from('{"ä":1}'),
  });
  expect(decodeLog(log as Buffer)).toEqual({ requestId: 'r1', text: Buffer.from('a line\n') });
  expect(decodeReply(reply as Buffer)).toEqual({
    code: 0,
    durationMs: 1.5,
    memoryUsedMb: 40,
    body: Buffer.from('"ok"'),
  });
});

test('a frame longer than anything that is sent is refused before it is kept', () => {
  const reader = new FrameReader(() => undefined);
  expect(() => reader.push(Buffer.alloc(8, 255))).toThrow('a frame of 4294967295 bytes');
});
