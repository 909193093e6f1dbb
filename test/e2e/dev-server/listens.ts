import { connect } from 'node:net';

/** Whether anything accepts connections there. */
export function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const answer = (result: boolean) => () => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}
