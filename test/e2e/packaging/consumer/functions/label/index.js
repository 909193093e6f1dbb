exports.handler = async (event, context) => `${event.quantity} for ${event.total}`;
