// Writes to the ledger before and after its body, so that what really ran is known whatever the network said.
const { appendFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');

exports.handler = async (event, context) => {
  const ledger = context.getUserData('LEDGER');
  const write = (what) =>
    appendFileSync(
      ledger,
      `${JSON.stringify({ what, key: `${event.chain}/${event.step}`, requestId: context.getRequestID(), atMs: Date.now() })}\n`,
    );
  write('start');
  await sleep(20 + ((event.chain * 7 + event.step * 13) % 11) * 30);
  write('end');
  return { ...event, sum: event.sum + event.step + 1 };
};
