const PRICES_IN_CENTS = { keyboard: 6900, mouse: 2490, cable: 790, monitor: 21900 };

/** Adds the price of each item and of the whole order. */
exports.handler = async (order, _context) => {
  const items = order.items.map((item) => ({ ...item, cents: PRICES_IN_CENTS[item.sku] * item.quantity }));
  const currency = process.env.CURRENCY;
  return { ...order, items, currency, totalCents: items.reduce((sum, { cents }) => sum + cents, 0) };
};
