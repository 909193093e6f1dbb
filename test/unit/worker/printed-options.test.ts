import { FunctionGraphPlugin } from '../../../worker/plugin';
import { clientOptions, objectStore } from '../../../worker/config';
import { printed } from '../../support/printed';

const settings = { region: 'cn-north-4', projectId: '0123456789abcdef0123456789abcdef' };
const env = {
  HUAWEICLOUD_SDK_AK: 'AK',
  HUAWEICLOUD_SDK_SK: 'sk-very-secret',
  HUAWEICLOUD_SDK_SECURITY_TOKEN: 'sts-very-secret',
  FUNCTIONGRAPH_TOKEN: 'token-very-secret',
};

test.each(['aksk', 'token'] as const)('a plugin and its options show nothing of %s', (type) => {
  const client = clientOptions({ ...settings, auth: { type } }, env);
  const objects = objectStore({ ...settings, auth: { type } }, client.auth);
  const plugin = new FunctionGraphPlugin({ client, objects });
  const workerOptions = plugin.configureWorker({ taskQueue: 'any', plugins: [plugin] });
  const all = [client, { ...client }, objects, plugin, workerOptions].map(printed).join();
  expect(all).toContain(settings.region);
  expect(all).not.toContain('very-secret');
});

test('credentials can be copied all the same', () => {
  expect({ ...clientOptions({ ...settings, auth: { type: 'token' } }, env).auth }).toEqual({
    token: 'token-very-secret',
  });
});
