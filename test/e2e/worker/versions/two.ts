import { condition, defineSignal, setHandler } from '@temporalio/workflow';

/** Says which code ended the run. */
export async function greeting(): Promise<string> {
  let told = false;
  setHandler(defineSignal('go'), () => {
    told = true;
  });
  await condition(() => told);
  return 'two';
}
