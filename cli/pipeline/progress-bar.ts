import type { ItemsView } from '../../client';
import type { Paint } from '../run-view/paint';

const WIDTH = 24;

/** `██████▓▓░░░░ 12 of 40, 5 running, 2 failed`; also to be read without colours. */
export function progressBar(items: ItemsView, paint: Paint): string {
  const { total, running, done, failed } = items;
  const cells = (count: number): number => (total === 0 ? 0 : Math.floor((count / total) * WIDTH));
  const failedCells = failed === 0 ? 0 : Math.max(1, cells(failed));
  const doneCells = Math.max(0, cells(done) - failedCells);
  const runningCells = Math.min(
    running === 0 ? 0 : Math.max(1, cells(running)),
    WIDTH - doneCells - failedCells,
  );
  const bar = [
    paint('green', '█'.repeat(doneCells)),
    paint('red', '▚'.repeat(failedCells)),
    paint('cyan', '▒'.repeat(runningCells)),
    paint('dim', '░'.repeat(WIDTH - doneCells - failedCells - runningCells)),
  ].join('');
  return `${bar} ${itemsText(items, paint)}`;
}

export function itemsText({ total, running, done, failed }: ItemsView, paint: Paint): string {
  return [
    done === total ? `${total} item${total === 1 ? '' : 's'}` : `${done} of ${total}`,
    ...(running > 0 ? [`${running} running`] : []),
    ...(failed > 0 ? [paint('red', `${failed} failed`)] : []),
  ].join(', ');
}
