import type { ComposeService } from '../compose-file';

/** Names of the services, each after those that it depends on. */
export function startOrder(services: Readonly<Record<string, ComposeService>>): string[] {
  const order: string[] = [];
  const visit = (name: string, dependents: readonly string[]): void => {
    if (order.includes(name)) return;
    if (dependents.includes(name))
      throw new Error(`services wait for each other: ${[...dependents, name].join(', ')}`);
    for (const other of Object.keys(services[name]?.depends_on ?? {})) visit(other, [...dependents, name]);
    order.push(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
  return order;
}
