import type { InvocationSummary } from '../invocation';

/**
 * Reads `X-Cff-Invoke-Summary`, `{"duration":1.913,"billingDuration":100,"memorySize":128,"memoryUsed":41.5}`, and
 * `X-CFF-Billing-Duration`, which fills in where the summary lacks it. What cannot be read is left out: diagnostics never
 * fail a call that succeeded.
 */
export function readSummary(
  summary: string | undefined,
  billing: string | undefined,
): InvocationSummary | undefined {
  if (summary === undefined) return undefined;
  const fields = parse(summary);
  if (!fields) return undefined;
  const durationMs = number(fields['duration']);
  const billedDurationMs = number(fields['billingDuration']) ?? number(billing);
  const memoryMb = number(fields['memorySize']);
  const memoryUsedMb = number(fields['memoryUsed']);
  if (durationMs === undefined && billedDurationMs === undefined) return undefined;
  return {
    durationMs: durationMs ?? 0,
    billedDurationMs: billedDurationMs ?? 0,
    memoryMb: memoryMb ?? 0,
    memoryUsedMb: memoryUsedMb ?? 0,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) && parsed >= 0 ? parsed : undefined;
}
