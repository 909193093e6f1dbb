export { createActivities, type ActivitiesOptions } from './create-activities';
export type { FunctionSettings } from './function-settings';
export type * from './wire';
export { INVOKE_ACTIVITY } from './wire';
export { Protection, type ProtectionOptions } from './protection/protection';
