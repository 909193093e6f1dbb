exports.handler = async (event, _context) => `${event.quantity} for ${event.total}`;
