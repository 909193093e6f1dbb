import { workflowInfo } from '@temporalio/workflow';

/** Unsigned: the worker signs it on its way into the event, so that no key is in workflow code or histories. */
export function taskToken(keyPrefix: string, path: string, id: number): string {
  const { workflowId } = workflowInfo();
  const fields = [workflowId, keyPrefix, path, String(id)];
  return `tfg1:${fields.map(encodeURIComponent).join(':')}:`;
}
