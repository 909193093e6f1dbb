import { proxyActivities } from '@temporalio/workflow';
import type { Checkpoint, ExpressActivities, ExpressRequest, RunReply } from '../../activities/express/wire';
import { ActivityPause } from './activity-pause';
import type { EffectScopes } from './effect-scopes';
import { expressActivity } from './express-activity';
import type { LastCheckpoints } from './last-checkpoint';
import { leftByCancelled } from './left-by-cancelled';
import type { PipelinePriority } from './pipeline-input';

/** One express activity under way. */
export class ExpressRound {
  readonly reply: Promise<RunReply>;
  readonly #pause: ActivityPause;
  readonly #end: () => void;
  #goesOn = false;
  #seen: Checkpoint | undefined;

  constructor(
    inScope: EffectScopes['run'],
    private readonly activityId: string,
    private readonly summary: string,
    priority: PipelinePriority | undefined,
    private readonly lastCheckpoints: LastCheckpoints,
    perform: (activities: Pick<ExpressActivities, 'runItems' | 'runExpress'>) => Promise<RunReply>,
  ) {
    this.#pause = new ActivityPause(activityId, summary);
    const { promise, cancel } = inScope(() =>
      perform(proxyActivities<ExpressActivities>(expressActivity(activityId, summary, priority))),
    );
    this.reply = promise;
    this.#end = cancel;
  }

  setPause(paused: boolean): void {
    this.#pause.set(paused);
  }

  /**
   * Tells the activity.
   *
   * @param goesOn something is to go on from where it stands: that is asked for before, since nobody may be there to say it
   */
  async cancel(goesOn: boolean): Promise<void> {
    if (goesOn && !this.#goesOn) {
      this.#goesOn = true;
      this.#seen = await this.lastCheckpoints.of(this.activityId, this.summary);
    }
    this.#end();
  }

  /** The next activity may have the same id: what was still to be told was for this one. */
  ended(): void {
    this.#pause.stop();
  }

  /** Where it stood, of one that was cancelled and gives no reply; `undefined`: there is nothing to go on from. */
  leftBy(error: unknown, request: ExpressRequest): Checkpoint | undefined {
    return this.#goesOn ? leftByCancelled(error, this.#seen ?? request.checkpoint) : undefined;
  }
}
