import { freePort } from '#dist/dev-server/free-port';

/** Below the ports that systems give to outgoing connections, so that a server that is away for a moment gets its own again. */
const FROM = 15_000;
const TO = 30_000;

/** Different ports of 127.0.0.1 that nothing listens on. */
export async function lastingPorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const wanted = FROM + Math.floor(Math.random() * (TO - FROM));
    await freePort(wanted).then(
      (port) => ports.add(port),
      () => undefined,
    );
  }
  return [...ports];
}
