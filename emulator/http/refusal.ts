/** Thrown when a request is answered without calling a function: `{"error_code","error_msg"}` with this status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly options: { readonly retryAfterSeconds?: number; readonly closeConnection?: boolean } = {},
  ) {
    super(message);
  }
}

export const NO_SUCH_API = (): Refusal =>
  new Refusal(404, 'APIGW.0101', 'The API does not exist or has not been published in the environment');

export const THROTTLED = (retryAfterSeconds?: number): Refusal =>
  new Refusal(
    429,
    'FSS.0429',
    'Your request has been controlled by overload sdk, please retry later.',
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  );

/** The gateway stops waiting; the function goes on. */
export const BACKEND_TIMEOUT = (): Refusal => new Refusal(504, 'APIGW.0201', 'Backend timeout.');
