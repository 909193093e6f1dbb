import { z } from 'zod';

/** Which calls: `3`, `'1-2'`, `'5-'`, `'1,4-6'`; counted per function from 1. */
const calls = z.union([
  z.int().min(1).transform(String),
  z.string().regex(/^\d+(-\d*)?(, *\d+(-\d*)?)*$/, {
    error: "must be call numbers such as 3, '1-2', '5-' or '1,4-6'",
  }),
]);

const common = {
  /** Absent: every call. */
  calls: calls.optional(),
  /** Strikes with this probability, from 0 to 1. Absent: always. */
  probability: z.number().min(0).max(1).optional(),
};
const retryAfterSeconds = z.number().min(0).optional();
/** Whether the function runs before the fault strikes. */
const executed = z.boolean().default(false);

/** One scripted misbehaviour of a function, as an entry of `faults.yaml` and as an option of the emulator. */
export const faultSchema = z.discriminatedUnion('fault', [
  /** 429 `FSS.0429`: nothing ran. */
  z.strictObject({ ...common, fault: z.literal('throttle'), retryAfterSeconds }),
  /** The connection is reset before the function runs. */
  z.strictObject({ ...common, fault: z.literal('reset') }),
  /** The connection is reset after the function has run. */
  z.strictObject({ ...common, fault: z.literal('resetAfter') }),
  /** The call waits first; a further fault may strike it then. */
  z.strictObject({ ...common, fault: z.literal('delay'), delayMs: z.number().min(0) }),
  /** No answer at all: the client's deadline decides. */
  z.strictObject({ ...common, fault: z.literal('noAnswer'), executed }),
  /** An answer that is cut short but framed as if it were whole (v1: half of the JSON; v0: too). */
  z.strictObject({ ...common, fault: z.literal('malformed') }),
  /** Half of the promised bytes, then the connection ends. */
  z.strictObject({ ...common, fault: z.literal('truncated') }),
  /**
   * Any row of the error table. `code`: `FSS.0503` and `APIGW.0201` come with `{"error_code","error_msg"}`; a number
   * (`150430`) is a kernel status and comes as the platform reports one. `body` replaces the whole body.
   */
  z.strictObject({
    ...common,
    fault: z.literal('status'),
    status: z.int().min(200).max(599).optional(),
    code: z.union([z.string().min(1), z.int().min(1).transform(String)]).optional(),
    message: z.string().optional(),
    body: z.string().optional(),
    executed,
    retryAfterSeconds,
  }),
]);

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

/** Function name to its faults. */
export const faultsSchema = z.record(z.string(), z.array(faultSchema));
export type FaultScript = Readonly<Record<string, readonly FaultInput[]>>;
