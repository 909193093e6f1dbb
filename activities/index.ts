export { createActivities, type ActivitiesOptions } from './create-activities';
export type { FunctionSettings } from './function-settings';
export type * from './wire';
export { INVOKE_ACTIVITY } from './wire';
export { Protection, type ProtectionOptions } from './protection/protection';
export type * from './maps';
export {
  INDEX_ITEMS_ACTIVITY,
  READ_ITEMS_ACTIVITY,
  WRITE_MANIFEST_ACTIVITY,
  WRITE_RESULTS_ACTIVITY,
} from './maps';
export type * from './objects';
export { FolderStore, ObjectStoreError, ObsStore } from './objects';
export { CallbackKeys, CALLBACK_UPDATE, MIN_KEY_CHARACTERS, parseTaskToken } from './callbacks';
export type * from './callbacks';
export type * from './http';
export { INVOKE_HTTP_ACTIVITY } from './http';
