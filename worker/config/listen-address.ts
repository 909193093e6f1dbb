import { z } from 'zod';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `9090`, `"9090"` or `"0.0.0.0:9090"`; without a host the loopback address, so that nothing is open by accident. */
export const listenAddress = z.union([z.number(), z.string()]).transform((value, context): ListenAddress => {
  const [, bracketed, plain, digits = ''] =
    /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d{1,5})$/.exec(String(value)) ?? [];
  const port = digits === '' ? Number.NaN : Number(digits);
  if (port <= 65_535) return { host: bracketed ?? plain ?? '127.0.0.1', port };
  context.issues.push({ code: 'custom', message: 'not a port', input: value });
  return z.NEVER;
});
