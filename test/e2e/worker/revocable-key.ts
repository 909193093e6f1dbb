import { forward } from '../../support/forward';
import { startScriptedServer } from '../../support/scripted-server';

export interface RevocableKey {
  /** Address of a service that takes the key until it is revoked. */
  readonly address: string;
  revoke(): void;
  /** How many requests the refusal met. */
  refused(): number;
  close(): Promise<void>;
}

/** Stands before an emulator, and refuses every signature from some moment on. */
export async function startRevocableKey(behind: string): Promise<RevocableKey> {
  let revoked = false;
  let refused = 0;
  const server = await startScriptedServer((received, response) => {
    if (revoked) {
      refused += 1;
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(
        '{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: ak not exist"}',
      );
      return;
    }
    forward(behind, received, response);
  });
  return {
    address: server.address,
    revoke: () => {
      revoked = true;
    },
    refused: () => refused,
    close: () => server.close(),
  };
}
