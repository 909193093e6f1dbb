/** Checked by the compiler alone: each `@ts-expect-error` fails the type check once its line compiles. */
import { z } from 'zod';
import { chain, defineFunction } from '../../../workflows';

const Order = z.object({ id: z.string(), amount: z.number().default(1) });
const Priced = z.object({ id: z.string(), total: z.number() });
const Receipt = z.object({ receipt: z.string(), at: z.string().transform((text) => new Date(text)) });

const price = defineFunction({ name: 'price', input: Order, output: Priced });
const charge = defineFunction({ name: 'charge', input: Priced, output: Receipt });
const notify = defineFunction<{ receipt: string }, null>({ name: 'notify' });
const anything = defineFunction({ urn: 'urn:fss:r:p:function:default:anything' });

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same = <A, B>(_yes: Same<A, B>): void => undefined;

export async function calls(): Promise<void> {
  const priced = await price({ id: 'a' });
  same<typeof priced, { id: string; total: number }>(true);
  const { output, requestId } = await charge.invoke(priced, { timeout: '5 seconds' });
  same<typeof output, { receipt: string; at: Date }>(true);
  same<typeof requestId, string | undefined>(true);
  const unknown = await anything({ any: 'event' });
  same<typeof unknown, unknown>(true);
  // @ts-expect-error the input schema asks for an id
  await price({ amount: 2 });
  // @ts-expect-error a number is no id
  await price({ id: 1 });
  // @ts-expect-error no such option
  await price({ id: 'a' }, { timeOut: 5 });
  // @ts-expect-error no such unit
  await price({ id: 'a' }, { timeout: '5 fortnights' });
}

export async function chains(): Promise<void> {
  const pay = chain(price, charge, notify);
  same<Parameters<typeof pay>[0], { id: string; amount?: number | undefined }>(true);
  same<Awaited<ReturnType<typeof pay>>, null>(true);
  const nested = chain(pay, anything, { delivery: 'at-most-once', retry: [{ errors: ['States.ALL'] }] });
  same<Awaited<ReturnType<typeof nested>>, unknown>(true);
  const own = chain(price, async ({ total }: { total: number }) => ({ receipt: String(total) }), notify);
  await own({ id: 'a' });
  const inline = chain(chain(price, charge), chain(notify), chain(anything), { logs: true });
  same<Parameters<typeof inline>[0], { id: string; amount?: number | undefined }>(true);
  same<Awaited<ReturnType<typeof inline>>, unknown>(true);
  // @ts-expect-error a receipt is not what charge takes
  chain(chain(price, charge), chain(charge));
  const eight = chain(price, charge, notify, anything, anything, anything, anything, anything);
  await eight({ id: 'a' });
  // @ts-expect-error a receipt is not what charge takes
  chain(price, charge, charge);
  // @ts-expect-error the second function takes no order
  chain(notify, price);
  // @ts-expect-error unknown output fits no schema
  chain(anything, price);
  // @ts-expect-error the chain's output does not fit
  chain(pay, price);
  // @ts-expect-error no such delivery
  chain(price, charge, { delivery: 'perhaps' });
  // @ts-expect-error options stand last
  chain(price, { timeout: 5 }, charge);
  // @ts-expect-error no function
  chain();
}

// @ts-expect-error no such option
defineFunction({ name: 'price', timeOut: 5 });
// @ts-expect-error a schema, not a type name
defineFunction({ name: 'price', input: 'Order' });
