// Far more than any test takes alone: beside others on a busy machine some need ten times as long.
jest.setTimeout(120_000);
