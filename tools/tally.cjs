// Jest reporter: the run's last line, after Jest's own summary, counts it in a form that scripts can read.
module.exports = class Tally {
  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites },
  ) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests + numTodoTests;
    process.once('exit', () => {
      process.stdout.write(`${numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }
};
