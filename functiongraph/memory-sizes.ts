import { refusal } from './errors/refusal';

/** Values of `X-Cff-Instance-Memory` in MB: https://support.huaweicloud.com/intl/en-us/api-functiongraph/functiongraph_06_0125.html */
export const MEMORY_SIZES_MB: readonly number[] = [
  128, 256, 512, 768, 1024, 1280, 1536, 1792, 2048, 2560, 3072, 3584, 4096, 8192, 10240,
];

/** @throws FunctionGraphError for a size that the platform does not have. */
export function checkMemory(what: string, memoryMb: number): string {
  if (MEMORY_SIZES_MB.includes(memoryMb)) return String(memoryMb);
  throw refusal(
    'FunctionGraph.InvalidRequest',
    `${what} was refused: memoryMb is ${String(memoryMb)}. Give one of ${MEMORY_SIZES_MB.join(', ')}.`,
  );
}
