/**
 * What the emulator and the process of a function instance say to each other, over one socket: frames of a 4-byte
 * length, a 1-byte kind and a payload. Events and results travel as the bytes they are on the wire, never parsed on the way.
 */
export enum FrameKind {
  /** Instance: its process runs. */
  Booted = 1,
  /** Emulator: run the initializer. Payload: {@link CallMeta} as JSON. */
  Initialize,
  /** Instance: the initializer has finished. */
  Initialized,
  /** Emulator: call the handler. Payload: {@link encodeCall}. */
  Call,
  /** Instance: the handler's return value. Payload: {@link encodeReply}. */
  Result,
  /** Instance: the handler or the initializer failed. Payload: {@link encodeReply}. */
  Failure,
  /** Instance: an error missed the handler; like a failure, but the process ends. */
  Crash,
  /** Instance: text for the function's log. Payload: {@link encodeLog}. */
  Log,
}

export interface CallMeta {
  readonly requestId: string;
  readonly alias: string;
}

export interface Reply {
  /** Kernel status; 0 for a result. */
  readonly code: number;
  readonly durationMs: number;
  readonly memoryUsedMb: number;
  readonly body: Buffer;
}

/** More than any event or result may have; a longer frame is a broken instance. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;
const HEAD_BYTES = 5;
const REPLY_HEAD_BYTES = 20;

export function encodeFrame(kind: FrameKind, ...parts: Buffer[]): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32BE(parts.reduce((sum, part) => sum + part.length, 0));
  head.writeUInt8(kind, 4);
  return Buffer.concat([head, ...parts]);
}

export function encodeCall(meta: CallMeta, event: Buffer): Buffer {
  const text = Buffer.from(JSON.stringify(meta));
  const length = Buffer.allocUnsafe(2);
  length.writeUInt16BE(text.length);
  return encodeFrame(FrameKind.Call, length, text, event);
}

export function decodeCall(payload: Buffer): { meta: CallMeta; event: Buffer } {
  const end = 2 + payload.readUInt16BE();
  return {
    meta: JSON.parse(payload.toString('utf8', 2, end)) as CallMeta,
    event: payload.subarray(end),
  };
}

export type ReplyKind = FrameKind.Result | FrameKind.Failure | FrameKind.Crash;

export function encodeReply(kind: ReplyKind, reply: Reply): Buffer {
  const head = Buffer.allocUnsafe(REPLY_HEAD_BYTES);
  head.writeUInt32BE(reply.code);
  head.writeDoubleBE(reply.durationMs, 4);
  head.writeDoubleBE(reply.memoryUsedMb, 12);
  return encodeFrame(kind, head, reply.body);
}

export function decodeReply(payload: Buffer): Reply {
  return {
    code: payload.readUInt32BE(),
    durationMs: payload.readDoubleBE(4),
    memoryUsedMb: payload.readDoubleBE(12),
    body: payload.subarray(REPLY_HEAD_BYTES),
  };
}

/** Text, and the request whose code wrote it (empty for none). */
export function encodeLog(requestId: string, text: string): Buffer {
  const id = Buffer.from(requestId);
  return encodeFrame(FrameKind.Log, Buffer.from([id.length]), id, Buffer.from(text));
}

export function decodeLog(payload: Buffer): { requestId: string; text: Buffer } {
  const end = 1 + payload.readUInt8();
  return { requestId: payload.toString('utf8', 1, end), text: payload.subarray(end) };
}

/** Cuts a stream of bytes into frames. Throws on a frame that is too long. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;
  private needed = HEAD_BYTES;

  constructor(private readonly onFrame: (kind: FrameKind, payload: Buffer) => void) {}

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size >= this.needed) {
      const all = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
      const length = all.readUInt32BE();
      if (length > MAX_FRAME_BYTES) throw new RangeError(`a frame of ${length} bytes`);
      const end = HEAD_BYTES + length;
      this.chunks = all.length < end ? [all] : all.length === end ? [] : [all.subarray(end)];
      this.size = all.length < end ? all.length : all.length - end;
      this.needed = all.length < end ? end : HEAD_BYTES;
      if (all.length >= end) this.onFrame(all.readUInt8(4), all.subarray(HEAD_BYTES, end));
    }
  }
}
