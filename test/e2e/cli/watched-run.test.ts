import { tcpRelay } from '../../support/tcp-relay';
import { task, usePipelineCommands } from './pipeline-commands';
import { Tfg, tfg } from './tfg';

const commands = usePipelineCommands({
  double: 'return { n: event.n * 2 };',
  slow: 'await new Promise((resolve) => setTimeout(resolve, 2500)); return event;',
});
const { temporal, file, startWorker } = commands;
const { taskQueue } = temporal;

const waiting = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 3600, End: true } } };

/** Five calls that take 2.5 seconds each. */
function slowFile(): string {
  const Next = ['Second', 'Third', 'Fourth', 'Fifth'];
  const States = Object.fromEntries(
    ['First', ...Next].map((name, nth) => [
      name,
      task('slow', nth < 4 ? { Next: Next[nth] } : { End: true }),
    ]),
  );
  return file({ StartAt: 'First', States }, 'slow.asl.json');
}

test('a run goes on when it is no longer watched, and can be watched again and cancelled', async () => {
  const { workflowId } = temporal.run();
  const path = file(waiting, 'waiting.asl.json');
  const detached = await tfg(
    ['run', path, '--task-queue', taskQueue, '--workflow-id', workflowId, '--detach'],
    { env: commands.env },
  );
  expect(detached).toMatchObject({ code: 0, stdout: `${workflowId}\n`, stderr: '' });

  const again = await tfg(['run', path, '--task-queue', taskQueue, '--workflow-id', workflowId], {
    env: commands.env,
  });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain(`a run with the id ${workflowId} is under way. Watch it with --attach`);

  const watching = new Tfg(['run', path, '--workflow-id', workflowId, '--attach'], { env: commands.env });
  await watching.says(/Rest: waits for/);
  watching.kill('SIGINT');
  const left = await watching.ended;
  expect(left.code).toBe(130);
  expect(left.stderr).toContain(
    `The run goes on. To watch it again:  tfg run --attach --workflow-id ${workflowId}`,
  );

  const last = new Tfg(['run', '--workflow-id', workflowId, '--attach'], { env: commands.env });
  await last.says(/Rest: waits for/);
  await temporal.client.workflow.getHandle(workflowId).cancel();
  const cancelled = await last.ended;
  expect(cancelled.code).toBe(1);
  expect(cancelled.stderr).toContain('✗ cancelled');
});

test('a task queue without a worker is named, and how to start one', async () => {
  const path = file(waiting, 'waiting.asl.json');
  const lonely = new Tfg(['run', path, '--task-queue', `${taskQueue}-lonely`], { env: commands.env });
  await lonely.says(/no worker polls task queue \S+-lonely: .* tfg worker --task-queue \S+-lonely/);
  lonely.kill('SIGTERM');
  expect((await lonely.ended).code).toBe(143);
});

test('that nobody answers is said, too, where a worker has only just stopped', async () => {
  const left = `${taskQueue}-left`;
  const worker = await startWorker(left);
  worker.kill('SIGTERM');
  expect((await worker.ended).code).toBe(0);

  const path = file(waiting, 'waiting.asl.json');
  const lonely = new Tfg(['run', path, '--task-queue', left], { env: commands.env });
  await lonely.says(/no worker answers; the run goes on as soon as one does/);
  lonely.kill('SIGTERM');
  expect((await lonely.ended).code).toBe(143);
});

test('a worker that dies in its task is not taken for one that fails it', async () => {
  const left = `${taskQueue}-killed`;
  const worker = await startWorker(left);
  const watching = new Tfg(['run', slowFile(), '--task-queue', left, '--mode', 'local'], {
    env: commands.env,
  });
  await watching.says(/a worker has taken up the run/);
  worker.kill('SIGKILL');
  await watching.says(/no worker answers; the run goes on as soon as one does/);
  watching.kill('SIGTERM');
  expect((await watching.ended).stderr).not.toMatch(/fails the run's workflow task/);
});

test('a run that ended, and that no worker can show any more, says so instead of old figures', async () => {
  const left = `${taskQueue}-ended`;
  const worker = await startWorker(left);
  const { workflowId } = temporal.run();
  const path = file({ StartAt: 'Double', States: { Double: task('double') } });
  const args = ['--task-queue', left, '--workflow-id', workflowId];
  expect(await tfg(['run', path, ...args, '--input', '{"n": 2}'], { env: commands.env })).toMatchObject({
    code: 0,
  });
  worker.kill('SIGTERM');
  await worker.ended;

  const { code, stdout, stderr } = await tfg(['run', '--attach', ...args], { env: commands.env });
  expect([code, stdout]).toEqual([0, '{"n":4}\n']);
  expect(stderr).toMatch(/No worker answered when the run had ended: .*\n✓ succeeded\n$/);
});

test('while calls in mode local keep the worker from answering, that is said, and the run is seen to its end', async () => {
  const watching = new Tfg(['run', slowFile(), '--task-queue', taskQueue, '--mode', 'local'], {
    env: commands.env,
  });
  await watching.says(/a worker has taken up the run .*calls in mode local are seen when they are done/);
  const { code, stderr } = await watching.ended;
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/no worker/);
  expect(stderr).toMatch(/✓ Fifth/);
});

test('a server that goes away while a run is watched is told apart from a worker that does', async () => {
  const relay = await tcpRelay(temporal.address);
  const path = file(waiting, 'waiting.asl.json');
  const { workflowId } = temporal.run();
  const watching = new Tfg(['run', path, '--task-queue', taskQueue, '--workflow-id', workflowId], {
    env: { ...commands.env, TEMPORAL_ADDRESS: relay.address },
  });
  try {
    await watching.says(/Rest: waits for/);
  } finally {
    await relay.close();
  }
  const [notice] = await watching.says(/.* as soon as .* does/);
  expect(notice).toBe('Temporal does not answer; the run goes on as soon as it does');
  watching.kill('SIGINT');
  await watching.ended;
  await temporal.client.workflow.getHandle(workflowId).terminate();
});
