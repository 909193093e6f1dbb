/** Items that cannot be read: in a state machine `States.ItemReaderFailed`, with the message as its cause. */
export class ItemReaderError extends Error {
  override readonly name = 'ItemReaderError';
}
