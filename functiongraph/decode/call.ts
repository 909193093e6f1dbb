/** What decoding an answer needs to know of its call. */
export interface Call {
  /** `Invoking resize`, the subject of error messages. */
  readonly what: string;
  readonly timeoutMs: number;
  /** What must not stand in an error message, however it got there. */
  readonly secrets: () => readonly string[];
  /** Its credentials were refused, and the next call is sent with others. */
  readonly credentialsRenewed?: true;
}
