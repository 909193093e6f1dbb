import { postponedCall } from './call-failure';
import { endDuringWait } from './end-attempt';
import { CallPostponed } from './protection/call-postponed';
import type { EndTurn, Protection } from './protection/protection';
import type { Step } from './step';
import { stopOf } from './stop';
import type { InvokeLater } from './wire';

/** Waits until the call may be sent. A call that is put off costs no try and is counted by no rule. */
export async function takeTurn(step: Step, protection: Protection): Promise<EndTurn | InvokeLater> {
  try {
    return await protection.turn(step.call.label, step.context.cancellationSignal);
  } catch (error) {
    step.settle();
    if (error instanceof CallPostponed) {
      const failure = postponedCall(error);
      if (error.delayMs >= step.time.untilDeadlineMs()) throw step.failed(failure, 'its deadline is sooner');
      return step.leave(failure, error.delayMs);
    }
    const stop = stopOf(step.context);
    if (stop === undefined) throw error;
    return endDuringWait(step, stop, postponedCall({ message: 'it was waiting for its turn' }), 0);
  }
}
