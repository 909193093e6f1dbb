import { CancellationScope } from '@temporalio/workflow';

/** Effects that are ended one by one: a cancellation of the workflow reaches them through `cancel` only. */
export class EffectScopes {
  #shield: CancellationScope | undefined;

  run<T>(body: () => Promise<T>): { readonly promise: Promise<T>; readonly cancel: () => void } {
    this.#shield ??= new CancellationScope({ cancellable: false });
    const scope = new CancellationScope({ cancellable: true, parent: this.#shield });
    return { promise: scope.run(body), cancel: () => scope.cancel() };
  }
}
