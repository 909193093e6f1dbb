import { chain, type FunctionGraphFailure, functionGraphFailure } from 'temporal-functiongraph/workflows';
import {
  chargePayment,
  checkOrder,
  issueInvoice,
  notifyCustomer,
  priceOrder,
  releaseStock,
  reserveStock,
  shipOrder,
} from './functions';
import type { Order, PricedOrder, Reservation } from './schemas';

/** Among them runPipeline, which executes order-fulfilment.asl.yaml. */
export * from 'temporal-functiongraph/workflows';

export type Fulfilment =
  | { readonly status: 'shipped'; readonly invoiceId: string; readonly trackingId: string }
  | { readonly status: 'declined'; readonly reason: string };

const prepare = chain(checkOrder, priceOrder);
const deliver = chain(issueInvoice, shipOrder);

/** From an order to a parcel, or to a customer who knows why there is none. */
export async function fulfilOrder(order: Order): Promise<Fulfilment> {
  const priced = await prepare(order);
  const reservations = await reserveAll(priced);
  try {
    const { id: orderId, card, totalCents, currency } = priced;
    const payment = await chargePayment({ orderId, card, totalCents, currency });
    const { invoiceId, trackingId } = await deliver({ order: priced, payment });
    await notify(order, `Your order ${order.id} is on its way: ${trackingId}.`);
    return { status: 'shipped', invoiceId, trackingId };
  } catch (error) {
    const failure = functionGraphFailure(error);
    if (!failure?.names.includes('PaymentDeclined')) throw error;
    const reason = whatTheBankSaid(failure);
    await releaseAll(reservations);
    await notify(order, `Your payment for order ${order.id} was declined: ${reason}.`);
    return { status: 'declined', reason };
  }
}

/** The message of the function's own error, which the runtime puts behind words of its own. */
function whatTheBankSaid({ functionError, message }: FunctionGraphFailure): string {
  return (functionError?.errorMessage ?? message).replace('function invocation exception, error: ', '');
}

/** All items at once. If one cannot be had, the others go back. */
async function reserveAll({ id: orderId, items }: PricedOrder): Promise<Reservation[]> {
  const outcomes = await Promise.allSettled(
    items.map(({ sku, quantity }, index) =>
      reserveStock({ orderId, sku, quantity }, { path: `items[${index}]` }),
    ),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  const reservations = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (failed === undefined) return reservations;
  await releaseAll(reservations);
  throw failed.reason;
}

async function releaseAll(reservations: readonly Reservation[]): Promise<void> {
  await Promise.all(
    reservations.map((reservation, index) => releaseStock(reservation, { path: `items[${index}]` })),
  );
}

async function notify({ customer: { email } }: Order, text: string): Promise<void> {
  await notifyCustomer({ email, text });
}
