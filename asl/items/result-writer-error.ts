/** Results that cannot be written: in a state machine `States.ResultWriterFailed`, with the message as its cause. */
export class ResultWriterError extends Error {
  override readonly name = 'ResultWriterError';
}
