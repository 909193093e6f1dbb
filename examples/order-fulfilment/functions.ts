import { defineFunction } from 'temporal-functiongraph/workflows';
import { z } from 'zod';
import { Invoice, Order, PaidOrder, Payment, PricedOrder, Reservation, Shipment } from './schemas';

/** The functions of the shop, as the workflow sees them. Each stands in a folder of its name in functions/. */

export const checkOrder = defineFunction({ name: 'check-order', input: Order, output: Order });

export const priceOrder = defineFunction({
  name: 'price-order',
  input: Order,
  output: PricedOrder,
  retry: [{ errors: ['FunctionGraph.Throttled'], maxAttempts: 5, interval: '500 ms' }],
});

export const reserveStock = defineFunction({
  name: 'reserve-stock',
  input: z.object({ orderId: z.string(), sku: z.string(), quantity: z.int() }),
  output: Reservation,
  idempotencyField: 'requestKey',
});

export const releaseStock = defineFunction({ name: 'release-stock', input: Reservation });

/** Never sent again where it may have run: nobody pays twice. */
export const chargePayment = defineFunction({
  name: 'charge-payment',
  input: z.object({ orderId: z.string(), card: z.string(), totalCents: z.int(), currency: z.string() }),
  output: Payment,
  delivery: 'at-most-once',
  idempotencyField: 'requestKey',
  timeout: '10 seconds',
});

export const issueInvoice = defineFunction({ name: 'issue-invoice', input: PaidOrder, output: Invoice });

export const shipOrder = defineFunction({ name: 'ship-order', input: Invoice, output: Shipment });

export const notifyCustomer = defineFunction({
  name: 'notify-customer',
  input: z.object({ email: z.string(), text: z.string() }),
});
