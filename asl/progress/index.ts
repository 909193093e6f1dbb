export { type ProblemTexts, problemTexts } from './problem-texts';
export {
  type CarriedProgress,
  type EndedState,
  partOf,
  type PartProgress,
  type PipelineCost,
  RunProgress,
  type UnlistedStates,
} from './run-progress';
