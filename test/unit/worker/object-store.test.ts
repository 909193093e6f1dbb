import { join } from 'node:path';
import { ConfigurationError, loadConfiguration, objectStore } from '../../../worker/config';
import { writeFileSync } from 'node:fs';
import { tempDir } from '../../support/temp-dir';

const auth = { accessKey: 'AK', secretKey: 'SK' };

function settingsOf(yaml: string, env: NodeJS.ProcessEnv = {}, cwd = tempDir()) {
  writeFileSync(join(cwd, 'tfg.yaml'), yaml);
  return loadConfiguration({ cwd, env }).settings;
}

/** The store's name, or why there is none. */
function chosen(yaml: string, env?: NodeJS.ProcessEnv, cwd?: string): string {
  const store = objectStore(settingsOf(yaml, env, cwd), auth);
  return typeof store === 'string' ? store : store.name;
}

test('objects are in OBS of the region unless something else is said', () => {
  expect(chosen('region: ap-southeast-1')).toBe('OBS at https://obs.ap-southeast-1.myhuaweicloud.com');
  const own = 'region: cn-north-4\nobjects: { endpoint: "https://obs.${region}.example.com" }';
  expect(chosen(own)).toBe('OBS at https://obs.cn-north-4.example.com');
  expect(chosen(own, { FUNCTIONGRAPH_OBJECTS_ENDPOINT: 'http://127.0.0.1:9000' })).toBe(
    'OBS at http://127.0.0.1:9000',
  );
});

test('a folder of the file is found from there, one of the environment from the working folder', () => {
  const cwd = tempDir();
  expect(chosen('objects: { folder: ./data }', {}, cwd)).toBe(`folder ${join(cwd, 'data')}`);
  expect(chosen('', { FUNCTIONGRAPH_OBJECTS_FOLDER: 'other' }, cwd)).toBe(`folder ${join(cwd, 'other')}`);
});

const style = (env: NodeJS.ProcessEnv) => settingsOf('objects: { pathStyle: true }', env).objects?.pathStyle;

test('the style of addresses may be text of the environment', () => {
  expect([style({}), style({ FUNCTIONGRAPH_OBJECTS_PATH_STYLE: 'false' })]).toEqual([true, false]);
  expect(() => style({ FUNCTIONGRAPH_OBJECTS_PATH_STYLE: 'yes' })).toThrow(
    'FUNCTIONGRAPH_OBJECTS_PATH_STYLE: objects.pathStyle: expected true or false; got "yes".',
  );
});

test.each([
  [
    'endpoint: http://127.0.0.1:9000',
    'endpoint is set, so OBS is not assumed. Set objects.folder in tfg.yaml',
  ],
  ['region: cn-north-4\nauth: { type: token }', 'OBS takes no IAM tokens, and auth.type is token.'],
  ['region: cn-north-4\nauth: { type: password }', 'or auth.type to aksk or agency.'],
])('%s: there is no store, and it is said why', (yaml, why) => {
  expect(chosen(yaml)).toContain(why);
});

test('a folder and an address of OBS exclude one another', () => {
  expect(() => settingsOf('objects: { folder: a, endpoint: "http://b" }')).toThrow(ConfigurationError);
  expect(() => settingsOf('objects: { folder: a, endpoint: "http://b" }')).toThrow(
    'objects.folder: objects.endpoint is of OBS. Set either of the two.',
  );
});
