const { setTimeout: sleep } = require('node:timers/promises');

/** The bank has these limits; everything above is declined. */
const LIMIT_IN_CENTS = { 9995: 30000 };

class PaymentDeclined extends Error {
  name = 'PaymentDeclined';
}

/** Charges a card once for each `requestKey`. A declined card is an answer of the business, not a breakdown. */
exports.handler = async ({ orderId, card, totalCents, currency, requestKey }, context) => {
  await sleep(120);
  const limit = LIMIT_IN_CENTS[card.slice(-4)];
  if (limit !== undefined && totalCents > limit) {
    throw new PaymentDeclined(`card ending in ${card.slice(-4)} has a limit of ${limit / 100} ${currency}`);
  }
  context.getLogger().info(`charged ${totalCents} cents for ${orderId} (${requestKey})`);
  return { paymentId: `PAY-${orderId}`, totalCents };
};
