import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TEMPORAL_CLI_VERSION } from '#dist/dev-server/temporal-cli';

interface Service {
  readonly image: string;
  readonly ports: string[];
  readonly healthcheck?: object;
  readonly depends_on?: Record<string, { condition: string }>;
}

const file = readFileSync(join(__dirname, '..', '..', '..', 'docker-compose.yml'), 'utf8');
const { services } = parse(file, { merge: true }) as { services: Record<string, Service> };

test('nothing of the development stack is reached from other machines', () => {
  const ports = Object.values(services).flatMap((service) => service.ports);
  expect(ports.length).toBeGreaterThan(0);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('the worker starts when Temporal and the emulator are healthy', () => {
  expect(services['worker']?.depends_on).toEqual({
    temporal: { condition: 'service_healthy' },
    emulator: { condition: 'service_healthy' },
  });
  for (const name of ['temporal', 'emulator']) expect(services[name]?.healthcheck).toBeDefined();
});

test('the server is the version that the dev server pins', () => {
  expect(services['temporal']?.image).toBe(`temporalio/temporal:${TEMPORAL_CLI_VERSION.slice(1)}`);
});
