/** An access key pair. Temporary keys carry a security token. */
export interface Credentials {
  /** AK. */
  readonly accessKey: string;
  /** SK. */
  readonly secretKey: string;
  readonly securityToken?: string;
}

/** An IAM token, sent as `X-Auth-Token`. */
export interface TokenCredentials {
  readonly token: string;
}

/** Asked before each call, which waits for it: keep what you have until it nears its end. */
export interface CredentialsProvider {
  (): Promise<Credentials | TokenCredentials>;
  /**
   * Told which of its credentials the service refused, before it is asked again: whoever keeps them should not give them
   * once more while others can be had.
   */
  expire?(refused: Credentials | TokenCredentials): void;
}

export type Auth = Credentials | TokenCredentials | CredentialsProvider;
