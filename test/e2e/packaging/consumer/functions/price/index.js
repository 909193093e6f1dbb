exports.handler = async (event, context) => ({ ...event, total: event.quantity * 2 });
