import { z } from 'zod';

const Item = z.object({ sku: z.string().min(1), quantity: z.int().positive() });

export const Order = z.object({
  id: z.string(),
  customer: z.object({ name: z.string(), email: z.string() }),
  card: z.string().min(4),
  items: z.array(Item).min(1),
});

export const PricedOrder = Order.extend({
  items: z.array(Item.extend({ cents: z.int() })),
  currency: z.string(),
  totalCents: z.int().positive(),
});

export const Reservation = Item.extend({ reservation: z.string() });

export const Payment = z.object({ paymentId: z.string(), totalCents: z.int() });

export const PaidOrder = z.object({ order: PricedOrder, payment: Payment });

export const Invoice = z.object({ order: PricedOrder, invoiceId: z.string(), lines: z.array(z.string()) });

export const Shipment = z.object({ orderId: z.string(), invoiceId: z.string(), trackingId: z.string() });

export type Order = z.infer<typeof Order>;
export type PricedOrder = z.infer<typeof PricedOrder>;
export type Reservation = z.infer<typeof Reservation>;
