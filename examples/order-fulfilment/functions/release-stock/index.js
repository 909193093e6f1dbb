/** Gives reserved pieces back. */
exports.handler = async ({ reservation }, _context) => ({ reservation, released: true });
