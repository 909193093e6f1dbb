const { setTimeout: sleep } = require('node:timers/promises');

/** Hands the parcel over to the carrier. */
exports.handler = async ({ order, invoiceId }, _context) => {
  await sleep(80);
  return { orderId: order.id, invoiceId, trackingId: `PARCEL-${order.id.slice(2)}-EU` };
};
