import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { ROOT, interpolate, readComposeFile } from '../../support/compose-file';

const file = readComposeFile();
const services = Object.entries(file.services);
const text = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

/** Variables that hold what must not be read by others. */
const SECRET = /PASSWORD|PWD|SECRET|TOKEN|_AK$|_SK$|_KEYS?$/;

test('the file is one of the compose specification', () => {
  const schema = JSON.parse(text('test/support/compose-spec/compose-spec.json')) as object;
  // The schema uses formats of its own, and keywords without a type beside them.
  const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  validate(file);
  expect(validate.errors ?? []).toEqual([]);
  validate({ services: { worker: { image: 'x', helthcheck: {} } } });
  expect(validate.errors).not.toBeNull();
});

test.each(services)('%s says when it is healthy, or is a job that ends', (name, service) => {
  const waitedFor = services.flatMap(([, { depends_on = {} }]) => depends_on[name]?.condition ?? []);
  const isJob = waitedFor.includes('service_completed_successfully');
  expect(service.healthcheck !== undefined).toBe(!isJob);
  expect(service.restart).toBe(isJob ? 'on-failure:5' : 'unless-stopped');
});

test.each(services)('%s waits for nothing less than health or success', (_name, { depends_on = {} }) => {
  for (const [other, { condition }] of Object.entries(depends_on)) {
    const healthy = file.services[other]?.healthcheck !== undefined;
    expect({ other, condition }).toEqual({
      other,
      condition: healthy ? 'service_healthy' : 'service_completed_successfully',
    });
  }
});

test.each(services)('no log of %s fills the disk', (_name, { logging }) => {
  expect(logging).toEqual({ driver: 'local' });
});

test.each(services)('%s runs one exact version', (_name, { image }) => {
  expect(image).toMatch(/^[\w./-]+:\d+\.\d+(\.\d+)?(-\w+)?$/);
});

test('the image of the package is built from one exact version of Node.js, and has the version of the package', () => {
  const bases = [...text('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-\w+/);
  const { version } = JSON.parse(text('package.json')) as { version: string };
  const built = services.filter(([, { build }]) => build !== undefined).map(([, { image }]) => image);
  expect(new Set(built)).toEqual(new Set([`temporal-functiongraph:${version}`]));
});

test('the server and its tools are of one version', () => {
  const versions = services
    .map(([, { image }]) => /^temporalio\/(?:server|admin-tools):(.+)/.exec(image)?.[1])
    .filter((version) => version !== undefined);
  expect(versions.length).toBeGreaterThan(1);
  expect(new Set(versions).size).toBe(1);
});

test('every secret comes from outside, and has no default', () => {
  const secrets = services.flatMap(([name, { environment = {} }]) =>
    Object.entries(environment)
      .filter(([variable]) => SECRET.test(variable))
      .map(([variable, value]) => ({ name, variable, value })),
  );
  expect(secrets.length).toBeGreaterThan(6);
  expect(secrets.filter(({ value }) => !/^\$\{\w+:(?:\?[^}]+|-)\}$/.test(value))).toEqual([]);
});

test('without a secret the message names it and says what to do', () => {
  expect(() => interpolate(file, { HUAWEICLOUD_SDK_AK: 'ak', HUAWEICLOUD_SDK_SK: 'sk' })).toThrow(
    'POSTGRES_PASSWORD is needed. Copy .env.example to .env and fill it in',
  );
});

test('the worker runs without a key for callbacks, and is given the one of the environment', () => {
  const secrets = { POSTGRES_PASSWORD: 'p', HUAWEICLOUD_SDK_AK: 'ak', HUAWEICLOUD_SDK_SK: 'sk' };
  const worker = (more: object): unknown =>
    interpolate(file, { ...secrets, ...more }).services['worker']?.environment;
  expect(worker({})).toMatchObject({ FUNCTIONGRAPH_CALLBACK_KEY: '', FUNCTIONGRAPH_CALLBACK_OLD_KEYS: '' });
  expect(worker({ FUNCTIONGRAPH_CALLBACK_KEY: 'k' })).toMatchObject({ FUNCTIONGRAPH_CALLBACK_KEY: 'k' });
});

test('objects are in a volume that the worker can write to, in a folder of the user, or in OBS', () => {
  const of = (variables: Readonly<Record<string, string>>) => interpolate(file.services['worker'], variables);
  const secrets = { HUAWEICLOUD_SDK_AK: 'ak', HUAWEICLOUD_SDK_SK: 'sk' };
  const { FUNCTIONGRAPH_OBJECTS_FOLDER: folder } = of(secrets)?.environment ?? {};
  expect(of(secrets)?.volumes).toContain(`objects:${folder}`);
  expect(file.volumes).toHaveProperty('objects');
  expect(text('Dockerfile')).toContain(`RUN mkdir ${folder} && chown node:node ${folder}\nUSER node`);
  expect(of({ ...secrets, OBJECTS: './mine' })?.volumes).toContain(`./mine:${folder}`);
  expect(of({ ...secrets, FUNCTIONGRAPH_OBJECTS_FOLDER: '' })?.environment).toMatchObject({
    FUNCTIONGRAPH_OBJECTS_FOLDER: '',
  });
});

test('.env.example has every variable, and a value for no secret; .env is in no commit and in no image', () => {
  const used = new Set([...text('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  const given = [...text('.env.example').matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm)];
  expect(new Set(given.map(([, name]) => name))).toEqual(used);
  expect(given.filter(([, name = '', value]) => SECRET.test(name) && value !== '')).toEqual([]);
  for (const ignored of ['.gitignore', '.dockerignore']) expect(text(ignored).split('\n')).toContain('.env');
});

test.each(services)('%s is reached from this machine alone', (_name, { ports = [] }) => {
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('the database is on a network that leads nowhere, with Temporal alone, and publishes no port', () => {
  const databases = services.filter(([, { image }]) => image.startsWith('postgres:'));
  expect(databases).toHaveLength(1);
  expect(databases[0]?.[1]).toMatchObject({ networks: ['database'] });
  expect(databases[0]?.[1]).not.toHaveProperty('ports');
  expect(file.networks['database']?.internal).toBe(true);
  const beside = services.filter(([, { networks = [] }]) => networks.includes('database'));
  expect(beside.map(([name]) => name).toSorted()).toEqual(['postgresql', 'schema', 'temporal']);
});

test('as many workers can run as there are published ports of each kind', () => {
  const ranges = file.services['worker']?.ports?.map((port) => /:(\d+)-(\d+):\d+$/.exec(port));
  expect(ranges?.map((range) => Number(range?.[2]) - Number(range?.[1]))).toEqual([9, 9]);
});

test('each dynamic setting of the server has values in a list, as the server reads them', () => {
  const settings = parse(text('deploy/dynamic-config.yaml')) as Record<string, unknown>;
  for (const setting of Object.values(settings)) expect(setting).toEqual([{ value: expect.anything() }]);
});
