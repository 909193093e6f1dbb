/** Items that cannot be put into batches as the ItemBatcher says. */
export class ItemBatcherError extends Error {
  override readonly name = 'ItemBatcherError';
}
