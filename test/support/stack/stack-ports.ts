import { lastingPorts } from './lasting-ports';

/** Ports inside of the containers, where each container has its own. */
const CONTAINER_PORTS = [5432, 7233, 7243, 9000, 8080, 9090] as const;

/** Variables of the ports that the parts of Temporal's server have among themselves. */
const INTERNAL_PORTS = [
  'FRONTEND_MEMBERSHIP_PORT',
  ...['HISTORY', 'MATCHING', 'WORKER'].flatMap((part) => [`${part}_GRPC_PORT`, `${part}_MEMBERSHIP_PORT`]),
];

export interface StackPorts {
  /** The port of this machine for one of a container. */
  local(containerPort: (typeof CONTAINER_PORTS)[number]): number;
  readonly all: ReadonlyMap<number, number>;
  /** What tells Temporal's server about its ports. */
  readonly serverEnv: Readonly<Record<string, string>>;
}

export async function stackPorts(): Promise<StackPorts> {
  const ports = await lastingPorts(CONTAINER_PORTS.length + INTERNAL_PORTS.length);
  const all = new Map<number, number>(CONTAINER_PORTS.map((port) => [port, ports.pop() ?? 0]));
  const local: StackPorts['local'] = (port) => all.get(port) ?? 0;
  return {
    local,
    all,
    serverEnv: {
      FRONTEND_GRPC_PORT: String(local(7233)),
      FRONTEND_HTTP_PORT: String(local(7243)),
      ...Object.fromEntries(INTERNAL_PORTS.map((variable) => [variable, String(ports.pop())])),
    },
  };
}
