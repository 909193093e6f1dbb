import type { Route } from './http-server';

export interface Readiness {
  readonly ready: boolean;
  /** Why not, or what the worker does. */
  readonly state: string;
}

/**
 * `GET /healthz`: 200 while the process answers (restart it when it does not). `GET /readyz`: 200 while the worker
 * takes work, else 503; both with a JSON body that says why.
 */
export function healthRoutes(readiness: () => Promise<Readiness>): Route[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      answer: async () => ({ status: 200, body: { status: 'ok' } }),
    },
    {
      method: 'GET',
      path: '/readyz',
      answer: async () => {
        const { ready, state } = await readiness();
        return { status: ready ? 200 : 503, body: { ready, state } };
      },
    },
  ];
}
