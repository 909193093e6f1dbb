const { appendFileSync } = require('node:fs');

/** Books an item into the ledger; every fiftieth fails where the event says so. */
exports.handler = async ({ item, ledger, failing }, context) => {
  appendFileSync(ledger, `${item}\n`);
  if (failing && item % 50 === 49) throw new Error(`item ${item} is refused`);
  return { item };
};
