/** What the token of a task names: enough to find the task from outside, and to tell it from its other tries. */
export interface TaskToken {
  readonly workflowId: string;
  /** First run of the chain of runs. */
  readonly run: string;
  readonly path: string;
  /** The try: a number that its run uses once. */
  readonly id: number;
}

const VERSION = 'tfg1';
const FIELDS = 6;

/** Reads what the workflow made: `tfg1:<workflow id>:<first run id>:<path>:<id>:`, each percent-encoded. */
export function parseTaskToken(unsigned: string): TaskToken | undefined {
  const [version, workflowId = '', run = '', path = '', id = '', end, ...more] = unsigned.split(':');
  if (version !== VERSION || end !== '' || more.length > 0 || unsigned.split(':').length !== FIELDS)
    return undefined;
  if (!/^\d{1,15}$/.test(id) || workflowId === '' || path === '') return undefined;
  try {
    return {
      workflowId: decodeURIComponent(workflowId),
      run: decodeURIComponent(run),
      path: decodeURIComponent(path),
      id: Number(id),
    };
  } catch {
    return undefined;
  }
}
