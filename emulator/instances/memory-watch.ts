import { readFileSync } from 'node:fs';

/** The Node.js process itself, and room for V8 to be late with collecting garbage. */
const RUNTIME_MB = 128;
const PAGE_BYTES = 4096;

/**
 * Whether a process uses more than its function's memory plus what the runtime needs. V8 enforces the limit on its heap;
 * this finds what lies outside of it (buffers, native modules). Linux only: false elsewhere.
 */
export function exceedsMemory(pid: number, memoryMb: number): boolean {
  try {
    const residentPages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return (residentPages * PAGE_BYTES) / 1_048_576 > memoryMb + RUNTIME_MB;
  } catch {
    return false;
  }
}
