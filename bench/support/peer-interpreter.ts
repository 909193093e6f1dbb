/** The other JavaScript interpreter on npm. It wants Node 22, of which it needs only `Promise.withResolvers`. */
export interface PeerMachine {
  run(input: unknown): Promise<void>;
}

interface Peer {
  readonly StateMachine: new (
    definition: object,
    options: object,
  ) => { run(input: unknown): { readonly result: Promise<unknown> } };
}

export async function peerMachines(): Promise<(definition: object) => PeerMachine> {
  const promise = Promise as { withResolvers?: () => unknown };
  promise.withResolvers ??= () => {
    const made: { resolve?: unknown; reject?: unknown } = {};
    return Object.assign(made, {
      promise: new Promise((resolve, reject) => Object.assign(made, { resolve, reject })),
    });
  };
  const name = 'aws-local-stepfunctions';
  const { StateMachine } = (await import(name)) as Peer;
  return (definition) => {
    const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
    return {
      async run(input) {
        const output = await machine.run(input).result;
        if (output === undefined) throw new Error('the peer gave no output');
      },
    };
  };
}
