/** Writes the invoice for a paid order. */
exports.handler = async ({ order, payment }, _context) => ({
  order,
  invoiceId: `INV-${order.id.slice(2)}`,
  lines: order.items.map(({ sku, quantity, cents }) => `${quantity} x ${sku}: ${(cents / 100).toFixed(2)}`),
  paidWith: payment.paymentId,
});
