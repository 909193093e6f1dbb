/**
 * The package's workflow code, for the bundler's `preloadModules`: evaluated once for all workflows of a thread instead of
 * once for each, which spares each workflow several milliseconds. So none of its modules may keep anything of a workflow.
 */
export const WORKFLOWS_MODULE = require.resolve('../workflows/index');
