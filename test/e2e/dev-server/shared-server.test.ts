import { useTemporal } from '../../support/temporal';

const temporal = useTemporal();

test('a workflow of the test file runs on the server that all files share', async () => {
  const result = await temporal.withWorker({ workflows: require.resolve('./workflows') }, () =>
    temporal.client.workflow.execute('greet', { ...temporal.run(), args: ['Ada'] }),
  );

  expect(result).toBe('Hello, Ada');
});

test('a timer of 20 ms does not take the second that the default settings of a server give it', async () => {
  await temporal.withWorker({ workflows: require.resolve('./workflows') }, async () => {
    const handle = await temporal.client.workflow.start('nap', { ...temporal.run(), args: [20] });
    await expect(handle.result()).resolves.toBeLessThan(500);
  });
});
