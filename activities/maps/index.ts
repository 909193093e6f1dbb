export { createMapActivities } from './create-map-activities';
export type * from './wire';
export {
  INDEX_ITEMS_ACTIVITY,
  READ_ITEMS_ACTIVITY,
  WRITE_MANIFEST_ACTIVITY,
  WRITE_RESULTS_ACTIVITY,
} from './wire';
