import { proxyActivities, sleep } from '@temporalio/workflow';
import type { ExpressActivities, RunItemsRequest, RunReply } from '../../../activities/express/wire';
import { CANCELLED_EVENT } from '../../../asl/calls';
import { fitsIntoPayload } from '../../event-size';
import { expressActivity } from '../express-activity';
import { failedEvent } from '../failure-event';
import type { ExpressLeft } from '../pipeline-input';
import type { OpenEffect } from '../open-effect';
import type { PipelineRun } from '../pipeline-run';
import { itemsTooLarge, type ItemsEffect, rangeOf, slim, versionOf } from './items-effect';
import { readOf } from './items-source';

/** A chunk of items inside an activity, and where that ends before its time, inside the next. */
export function expressItems(run: PipelineRun, { command, left }: ItemsEffect): void {
  new ExpressItems(run, command).go(left);
}

class ExpressItems {
  #cancel: () => void = () => {};
  #left: ExpressLeft | undefined;
  readonly #effect: OpenEffect;

  constructor(
    private readonly run: PipelineRun,
    private readonly command: ItemsEffect['command'],
  ) {
    this.#effect = {
      command,
      carries: false,
      cancel: () => this.#cancel(),
      carry: () => ({ command: slim(command), ...(this.#left && { left: this.#left }) }),
    };
    run.open.set(command.id, this.#effect);
  }

  go(left: ExpressLeft | undefined): void {
    if (left !== undefined && left.dueMs > Date.now()) this.#wait(left);
    else this.#runActivity(left);
  }

  /** The activity's slot is free during a long wait, and the run may continue as new in it. */
  #wait(left: ExpressLeft): void {
    const { path } = this.command;
    const summary = `${path}${rangeOf(this.command.part)}`;
    const { promise, cancel } = this.run.inScope(() => sleep(left.dueMs - Date.now(), { summary }));
    this.#cancel = cancel;
    this.#left = left;
    promise.then(
      () => this.#waited(left),
      () => {},
    );
    this.run.nowCarries(this.#effect);
  }

  #waited(left: ExpressLeft): void {
    this.#effect.carries = false;
    this.#left = undefined;
    this.#runActivity(left);
  }

  #runActivity(left: ExpressLeft | undefined): void {
    const { run, command } = this;
    const { path, part, id } = command;
    const summary = `${path}${rangeOf(part)}`;
    const request = this.#request(left);
    if (!fitsIntoPayload(request)) {
      run.deliver(itemsTooLarge(command));
      return;
    }
    const { promise, cancel } = run.inScope(() =>
      run.activityIds.during(summary, (activityId) =>
        proxyActivities<ExpressActivities>(expressActivity(activityId, summary, run.input.priority)).runItems(
          request,
        ),
      ),
    );
    this.#cancel = cancel;
    promise.then(
      (reply) => this.#answered(reply),
      (error: unknown) => run.deliver({ ...failedEvent(error, run), id }),
    );
  }

  #answered(reply: RunReply): void {
    const { id } = this.command;
    if (this.run.open.get(id) !== this.#effect) return;
    if ('checkpoint' in reply) {
      if (this.run.wasToldToEnd(id)) this.run.deliver({ ...CANCELLED_EVENT, id });
      else this.go({ checkpoint: reply.checkpoint, dueMs: Date.now() + (reply.waitMs ?? 0) });
      return;
    }
    if (reply.cutShort === true) this.run.wasCutShort();
    if (reply.done.status === 'SUCCEEDED')
      this.run.deliver({ type: 'succeeded', id, output: reply.done.output });
    else {
      const { status: _, ...problem } = reply.done;
      this.run.deliver({ type: 'failed', id, ...problem });
    }
  }

  #request(left: ExpressLeft | undefined): RunItemsRequest {
    const { run, command } = this;
    const { definition, part } = command;
    const { source: _, ...own } = part;
    const { scale, startedMs } = run.clock;
    return {
      v: versionOf(part),
      definition,
      keyPrefix: run.keyPrefix,
      startedMs,
      ...(scale !== 1 && { timeScale: scale }),
      ...(left === undefined ? { part: own, ...readOf(part) } : { checkpoint: left.checkpoint }),
    };
  }
}
