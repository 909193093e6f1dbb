/** What workflow code runs state machines with, for the bundler's `preloadModules`. */
export const ENGINE_MODULE = require.resolve('../asl/run');
