/** Refuses orders that cannot be fulfilled; drops nothing, adds nothing. */
exports.handler = async (order, context) => {
  const problems = [];
  if (!/^[A-Z]-\d+$/.test(order.id)) problems.push(`order id "${order.id}"`);
  if (!order.customer.email.includes('@')) problems.push(`address "${order.customer.email}"`);
  for (const { sku, quantity } of order.items) {
    if (!Number.isInteger(quantity) || quantity < 1) problems.push(`${quantity} pieces of ${sku}`);
  }
  if (problems.length > 0) {
    const error = new Error(`not valid: ${problems.join(', ')}`);
    error.name = 'InvalidOrder';
    throw error;
  }
  context.getLogger().info(`order ${order.id} with ${order.items.length} items is valid`);
  return order;
};
