import { temporalForTests, temporalFromEnvironment } from '#dist/dev-server/index';

const SILENT = '127.0.0.1:1';
const variables = ['TEMPORAL_ADDRESS', 'TEST_TEMPORAL_ADDRESS'] as const;
const before = variables.map((name) => process.env[name]);
const shared = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';

afterEach(() => {
  for (const [index, name] of variables.entries()) {
    if (before[index] === undefined) delete process.env[name];
    else process.env[name] = before[index];
  }
});

test('a server that TEMPORAL_ADDRESS names is used, and left running', async () => {
  process.env['TEMPORAL_ADDRESS'] = shared;
  const lines: string[] = [];
  const server = await temporalFromEnvironment({ report: (line) => lines.push(line) });
  expect(server.address).toBe(shared);
  expect(lines).toEqual([`Temporal server of TEMPORAL_ADDRESS takes calls on ${shared}`]);
  await server.close();
  await expect(temporalFromEnvironment()).resolves.toMatchObject({ address: shared });
});

test('a TEMPORAL_ADDRESS that is silent is an error that names it, not a reason to use another server', async () => {
  process.env['TEMPORAL_ADDRESS'] = SILENT;
  await expect(temporalFromEnvironment()).rejects.toThrow(
    /^TEMPORAL_ADDRESS is 127\.0\.0\.1:1, but no Temporal server answers there: .*Start that server, correct the variable, or unset it/,
  );
});

test('tests use TEST_TEMPORAL_ADDRESS and never TEMPORAL_ADDRESS', async () => {
  process.env['TEMPORAL_ADDRESS'] = SILENT;
  const named = await temporalForTests();
  expect(named.address).toBe(shared);

  delete process.env['TEST_TEMPORAL_ADDRESS'];
  const own = await temporalForTests();
  expect([SILENT, shared]).not.toContain(own.address);
  await own.close();
});

test('a TEST_TEMPORAL_ADDRESS that is silent is an error', async () => {
  process.env['TEST_TEMPORAL_ADDRESS'] = SILENT;
  await expect(temporalForTests()).rejects.toThrow('TEST_TEMPORAL_ADDRESS is 127.0.0.1:1');
});
