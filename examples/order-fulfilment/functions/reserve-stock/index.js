const { setTimeout: sleep } = require('node:timers/promises');

/** Sets pieces aside in the warehouse. `requestKey` is the same for every try of one step, so trying again is safe. */
exports.handler = async ({ orderId, sku, quantity, requestKey }, context) => {
  await sleep(40 + 30 * quantity);
  context.getLogger().info(`${quantity} ${sku} for ${orderId} (${requestKey})`);
  return { sku, quantity, reservation: `RES-${orderId}-${sku}` };
};
