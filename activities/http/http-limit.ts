/** How long the exchange may take; `asked`: by the definition's TimeoutSeconds. */
export interface HttpLimit {
  readonly timeoutMs: number;
  readonly asked: boolean;
}
