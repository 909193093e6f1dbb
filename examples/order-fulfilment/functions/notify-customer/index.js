/** Writes to the customer what became of the order. */
exports.handler = async ({ email, text }, context) => {
  context.getLogger().info(`to ${email}: ${text}`);
  return { sent: true };
};
